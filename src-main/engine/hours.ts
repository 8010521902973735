import type { HoursAnswer } from '../../src-shared/contract/hours.ts'
import type { UsageAdmission } from '../../src-shared/contract/usage.ts'
import { AppError } from '../../src-shared/model/appError.ts'
import { type Instant, toIso } from '../../src-shared/model/instant.ts'
import { type Catalogs, catalogAt } from '../domain/catalogHistory.ts'
import type { RecordedContents, RecordedFact } from '../domain/recordedFact.ts'
import type { ReadDb, Tx } from '../store/readDb.ts'
import { listFigures } from '../store/reads/figures.ts'
import { findRecorded } from '../store/reads/findRecorded.ts'
import { listWorkNotes } from '../store/reads/listWorkNotes.ts'
import { deriveCompanyFigures } from '../store/writes/deriveFigures.ts'
import { saveRecorded } from '../store/writes/saveRecorded.ts'
import { type AnswerParts, answerBalance, answerHours } from './answers/answers.ts'
import { readCatalogs } from './answers/readCatalogs.ts'
import { readFigureContext } from './answers/readFigureContext.ts'
import { getProduct } from './catalogNames.ts'
import { getCompanyIdentity } from './companies.ts'
import { drawKey, type RecordParts, refuseFuture } from './recording.ts'

interface Whose {
  company: string
  product: string | null
}

/** What staff record of hours. An override is no matter of hours. */
type HoursKind = 'hours' | 'pack' | 'settlement'

type FactOf<Kind extends HoursKind> = Extract<RecordedFact, { kind: Kind }>

interface FactAsk<Kind extends HoursKind> extends Whose {
  kind: Kind
  at: Instant | null
  key: string | null
  content: RecordedContents[Kind]
}

export function showHours(parts: AnswerParts, ask: Whose & { at: Instant | null; withLedger: boolean }): HoursAnswer {
  const { company, companyId } = getCompanyIdentity(parts.db, ask.company)
  const product = findHoursProduct(parts.db, companyId, ask.product, ask.at ?? parts.now)
  const notes = ask.withLedger ? listWorkNotes(parts.db, companyId) : new Map<string, string>()
  const ledger = ask.withLedger
    ? answerHours(parts, companyId, product, ask.at).ledger.map((each) => ({
        ...each,
        steps: each.steps.map((step) => withNote(step, notes.get(step.fact))),
      }))
    : null
  const { window, included, used, left, rollover, packs, available, overage } = answerBalance(parts, companyId, product, ask.at)
  return { company, product, window, included, used, left, rollover, packs, available, overage, ledger }
}

function withNote<Step extends object>(step: Step, note: string | undefined): Step & { note?: string } {
  return note === undefined ? step : { ...step, note }
}

/**
 * Records what staff say happened.
 *
 * The same key with the same content gives the fact that is known, with its own instant where none is named; with other content it is refused.
 */
export function recordHoursFact<Kind extends HoursKind>(parts: RecordParts, ask: FactAsk<Kind>): FactOf<Kind> {
  const now = parts.ports.clock.now()
  const { fact, isNew } = parts.store.transact((tx) => {
    const recorded = recordIn(tx, parts, ask, now)
    if (recorded.isNew) deriveCompanyFigures(tx, { ...readFigureContext(tx), now }, [recorded.companyId])
    return recorded
  })
  if (isNew) parts.topics.announce('companies')
  return fact
}

/** Records many entries as one transaction: good ones are kept, bad ones are rejected with their reasons, by their place from 1 on. */
export function importHours(parts: RecordParts, asks: readonly Omit<FactAsk<'hours'>, 'kind'>[]): UsageAdmission {
  const now = parts.ports.clock.now()
  const admission: UsageAdmission = { accepted: 0, duplicate: 0, rejected: [] }
  parts.store.transact((tx) => {
    const touched = new Set<number>()
    for (const [place, ask] of asks.entries()) {
      try {
        const { isNew, companyId } = recordIn(tx, parts, { ...ask, kind: 'hours' }, now)
        if (isNew) admission.accepted += 1
        else admission.duplicate += 1
        if (isNew) touched.add(companyId)
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        admission.rejected.push({ line: place + 1, reason: error.message })
      }
    }
    deriveCompanyFigures(tx, { ...readFigureContext(tx), now }, [...touched])
  })
  if (admission.accepted > 0) parts.topics.announce('companies')
  return admission
}

function recordIn<Kind extends HoursKind>(
  tx: Tx,
  { ports }: RecordParts,
  ask: FactAsk<Kind>,
  now: Instant,
): { fact: FactOf<Kind>; isNew: boolean; companyId: number } {
  const { company, companyId } = getCompanyIdentity(tx, ask.company)
  const key = ask.key ?? drawKey(ports, ask.kind)
  const known: RecordedFact | null = findRecorded(tx, company, ask.kind, key)
  const at = ask.at ?? known?.at ?? now
  refuseFuture(at, now)
  const { content } = ask
  if ('expiresAt' in content && content.expiresAt <= at)
    throw new AppError(
      'usage',
      `A pack that expires at ${toIso(content.expiresAt)} was never usable: it was bought at ${toIso(at)}. Nothing was recorded.`,
      'Give an instant after the purchase.',
    )
  const product = known && ask.product === null ? known.product : findHoursProduct(tx, companyId, ask.product, now)
  // What a kind holds is what the ask of that kind holds.
  const told = { company, product, kind: ask.kind, key, at, source: 'staff', content } as unknown as FactOf<Kind>
  if (!known) {
    saveRecorded(tx, told, now)
    return { fact: told, isNew: true, companyId }
  }
  refuseOther(known, told)
  return { fact: known as unknown as FactOf<Kind>, isNew: false, companyId }
}

function refuseOther(known: RecordedFact, told: RecordedFact): void {
  const difference =
    known.product !== told.product
      ? `of ${known.product}, not ${told.product}`
      : known.at !== told.at
        ? `of ${toIso(known.at)}, not ${toIso(told.at)}`
        : toText(known) !== toText(told)
          ? `with other content (${toText(known)})`
          : null
  if (difference)
    throw new AppError(
      'key-taken',
      `The key ${known.key.slice(0, 100)} is that of another record: ${difference}. Nothing was recorded.`,
      'Leave the key out, or give another, if this is something else that happened.',
    )
}

/** The product that is named; else the one with hours, or the one of several that the company belongs to. */
function findHoursProduct(db: ReadDb, companyId: number, named: string | null, at: Instant): string {
  const catalogs: Catalogs = readCatalogs(db)
  if (named !== null) {
    const { product } = getProduct(catalogs, named)
    if (listHoursProducts(catalogs, at).includes(product)) return product
    throw new AppError(
      'usage',
      `${product} has no hours: none of its plans has an hours rule, and it sells no packs.`,
      toHint(catalogs, at),
    )
  }
  const withHours = listHoursProducts(catalogs, at)
  const [only] = withHours
  if (only === undefined)
    throw new AppError(
      'product-missing',
      'No product of this workspace has hours.',
      'Import a catalog with hours: tierdesk catalog import FILE.',
    )
  if (withHours.length === 1) return only
  const belongings = listFigures(db, companyId).map(({ product }) => product)
  const own = withHours.filter((product) => belongings.includes(product))
  const [single] = own
  if (own.length === 1 && single !== undefined) return single
  throw new AppError(
    'usage',
    `${withHours.length} products have hours.`,
    `Name the one that is meant: --product ${withHours.join(', or --product ')}.`,
  )
}

function listHoursProducts(catalogs: Catalogs, at: Instant): string[] {
  return [...catalogs.values()]
    .filter((history) => {
      const { plans, packs } = catalogAt(history, at)
      return Object.keys(packs).length > 0 || Object.values(plans).some(({ hours }) => hours)
    })
    .map(({ product }) => product)
}

function toHint(catalogs: Catalogs, at: Instant): string {
  const withHours = listHoursProducts(catalogs, at)
  return withHours.length === 0 ? 'No product of this workspace has.' : `With hours: ${withHours.join(', ')}.`
}

function toText({ content }: RecordedFact): string {
  return JSON.stringify(Object.fromEntries(Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1))))
}
