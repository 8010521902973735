import type { InvoiceRecord } from '../stripe/world/billingRecords.ts'
import type { Shelved } from '../stripe/world/createShelf.ts'
import type { World } from '../stripe/world/createWorld.ts'
import { CROWD_KINDS, type CrowdKind } from './crowdKinds.ts'
import { findNext } from './instants.ts'
import { OWN_LETTERS, readLetters } from './respell.ts'

/** One object of the stand-in, which each copy of its template has one of. */
export interface Part {
  kind: CrowdKind
  id: string
  /** What the last letters of its id count. */
  own: number
  /** The place of its template; null where it is nobody's, and there is but one. */
  template: number | null
  /** Seconds. */
  created: number
  /** Its place among all parts of its kind, oldest first. */
  place: number
}

/** A company of the stand-in, of which others are copies. */
export interface Template {
  customer: Part
  name: string | null
  email: string | null
  /** Of the numbers of its invoices. */
  prefix: string
  /** The oldest of its subscriptions. */
  subscription: Part | null
  /** How many minutes back its copies may have lived. */
  reachMinutes: number
  isDeleted: boolean
}

/** What a stand-in holds, as far as copies are made of it. */
export interface Cast {
  templates: readonly Template[]
  parts: Readonly<Record<CrowdKind, readonly Part[]>>
  /** The part whose id begins so: all of it but the letters that say which copy it is of. */
  find(stem: string): Part | null
  /** The ids of what is nobody's: they are the same in every copy. */
  strays: ReadonlySet<string>
}

const MINUTES_A_DAY = 24 * 60

/** Nothing of a company of the past runs any more: it may have lived at any time within two years before its template. */
const PAST_REACH = 730 * MINUTES_A_DAY

/** What runs may be moved by this much, and by no more than keeps its next step ahead. */
const LIVE_REACH = 10 * MINUTES_A_DAY

/** In which states an object has a next step, which time or a bank takes. */
const RUNNING: Partial<Record<CrowdKind, ReadonlySet<string>>> = {
  subscription: new Set(['incomplete', 'trialing', 'active', 'past_due', 'unpaid', 'paused']),
  subscription_schedule: new Set(['not_started', 'active']),
  payment_intent: new Set(['processing']),
  'checkout.session': new Set(['open']),
  dispute: new Set(['needs_response', 'under_review']),
}

interface AnyRecord extends Shelved, Partial<Pick<InvoiceRecord, 'automatically_finalizes_at' | 'next_payment_attempt' | 'due_date'>> {
  status?: string
}

export function readCast(world: World): Cast {
  const { all } = world.shelves.customer
  if (all.length === 0) throw new Error('A crowd is made of companies, and the stand-in has none.')
  const places = new Map(all.map(({ id }, place) => [id, place]))
  const records = all.map((): { kind: CrowdKind; record: AnyRecord }[] => [])
  const byStem = new Map<string, Part>()
  const strays = new Set<string>()
  const parts = Object.fromEntries(CROWD_KINDS.map((kind) => [kind, readParts(kind)])) as Record<CrowdKind, Part[]>
  const firsts = new Map<number, Part>()
  for (const part of parts.subscription) if (part.template !== null && !firsts.has(part.template)) firsts.set(part.template, part)
  const templates = all.map((customer, place): Template => {
    const { name, email, invoice_prefix: prefix } = customer
    const part = parts.customer[place]
    if (!part) throw new Error(`Broken promise: ${customer.id} is no part of the cast`)
    const reachMinutes = findReach(records[place] ?? [], world.now)
    return {
      customer: part,
      name,
      email,
      prefix,
      subscription: firsts.get(place) ?? null,
      reachMinutes,
      isDeleted: customer.deleted === true,
    }
  })
  return { templates, parts, find: (stem) => byStem.get(stem) ?? null, strays }

  function readParts(kind: CrowdKind): Part[] {
    const shelf: readonly AnyRecord[] = world.shelves[kind].all
    return shelf.map((record, place) => {
      const { id, created } = record
      const template = places.get(findCustomer(world, kind, record) ?? '') ?? null
      const part = { kind, id, own: readOwn(id), template, created, place }
      if (template === null) strays.add(id)
      else records[template]?.push({ kind, record })
      const stem = id.slice(0, -OWN_LETTERS)
      if (byStem.has(stem)) throw new Error(`Two ids of the stand-in begin with ${stem}: give it another seed.`)
      byStem.set(stem, part)
      return part
    })
  }
}

function readOwn(id: string): number {
  const own = readLetters(id.slice(-OWN_LETTERS))
  if (own === null) throw new Error(`${id} does not end as ids do.`)
  return own
}

/** Whose an object is: it says so, or what it is about does. */
function findCustomer({ shelves }: World, kind: CrowdKind, record: AnyRecord): string | null {
  if (kind === 'customer') return record.id
  if (kind === 'invoice_payment') return shelves.invoice.find(shelves.invoice_payment.find(record.id)?.invoice ?? '')?.customer ?? null
  if (kind === 'refund' || kind === 'dispute') {
    return shelves.payment_intent.find(shelves[kind].find(record.id)?.payment_intent ?? '')?.customer ?? null
  }
  return record.customer ?? null
}

function findReach(records: readonly { kind: CrowdKind; record: AnyRecord }[], now: number): number {
  const running = records.filter(({ kind, record }) => RUNNING[kind]?.has(record.status ?? '') || isDue(record, now))
  if (running.length === 0) return PAST_REACH
  // It would have expired 23 hours after it began, which no field says.
  if (running.some(({ record }) => record.status === 'incomplete')) return 0
  const next = Math.min(...running.map(({ record }) => findNext(record, now)))
  return Math.max(0, Math.min(LIVE_REACH, Math.floor((next - now) / 60) - 1))
}

/** An invoice that is to be finalised, tried or paid. Of a subscription that ended many stay open, and nothing comes of them. */
function isDue(record: AnyRecord, now: number): boolean {
  const { status, automatically_finalizes_at, next_payment_attempt, due_date } = record
  if (status !== 'draft' && status !== 'open') return false
  return [automatically_finalizes_at, next_payment_attempt, due_date].some((at) => typeof at === 'number' && at > now)
}
