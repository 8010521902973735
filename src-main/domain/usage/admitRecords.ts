import { compareContents, type UsageRecord } from './usageRecord.ts'

/** What becomes of records that come in: each is new, known already, or refused with its reason. */
export interface Admission {
  accepted: UsageRecord[]
  duplicate: UsageRecord[]
  refused: { record: UsageRecord; reason: string }[]
}

/**
 * Sorts incoming records by what is known under their keys, those of the same batch included.
 *
 * The same key with the same content is a duplicate; with other content it is refused, because nobody can say which of the two is true.
 *
 * @param known the company's records by key
 */
export function admitRecords(known: ReadonlyMap<string, UsageRecord>, incoming: readonly UsageRecord[]): Admission {
  const admission: Admission = { accepted: [], duplicate: [], refused: [] }
  const seen = new Map<string, UsageRecord>()
  for (const record of incoming) {
    const twin = known.get(record.key) ?? seen.get(record.key)
    if (!twin) {
      seen.set(record.key, record)
      admission.accepted.push(record)
    } else if (compareContents(record, twin) === 0) {
      admission.duplicate.push(record)
    } else {
      admission.refused.push({ record, reason: `The key ${record.key} is that of another record: ${toDifference(twin, record)}.` })
    }
  }
  return admission
}

function toDifference(known: UsageRecord, record: UsageRecord): string {
  if (known.metric !== record.metric) return `of ${known.metric}, not ${record.metric}`
  if (known.quantity !== record.quantity) return `of ${known.quantity}, not ${record.quantity}`
  return known.at === record.at ? 'of another dimension' : 'of another instant'
}
