import type { BilledFact, BilledFactOf } from '../companyFacts.ts'
import { compareText } from '../usage/usageRecord.ts'
import type { BilledKind } from './billedObject.ts'

/** All objects of one kind, each once, oldest first. Of two readings of one object the newer counts, whichever comes first. */
export function takeKind<Kind extends BilledKind>(billed: readonly BilledFact[], kind: Kind): BilledFactOf<Kind>[] {
  const byRef = new Map<string, BilledFactOf<Kind>>()
  for (const fact of billed) {
    if (fact.kind !== kind) continue
    const key = `${fact.provider} ${fact.account} ${fact.ref}`
    const reading = fact as BilledFactOf<Kind>
    const known = byRef.get(key)
    if (!known || compareReadings(known, reading) < 0) byRef.set(key, reading)
  }
  return [...byRef.values()].sort((a, b) => a.createdAt - b.createdAt || compareText(a.ref, b.ref) || compareText(a.account, b.account))
}

function compareReadings(a: Reading, b: Reading): number {
  return a.stateAt - b.stateAt || a.seenAt - b.seenAt || compareText(JSON.stringify(a), JSON.stringify(b))
}

type Reading = Pick<BilledFact, 'stateAt' | 'seenAt'>
