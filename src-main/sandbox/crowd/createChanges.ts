import { createIds } from '../stripe/world/createIds.ts'
import type { Copies, Found } from './createCopies.ts'
import type { Cast } from './readCast.ts'
import { OWN_LETTERS, readLetters, spellOn } from './respell.ts'
import type { Revised } from './revise.ts'

/** What was changed, by id. */
export interface Changed {
  customers: string[]
  subscriptions: string[]
}

/** One event: what it tells of, and which change of it. */
export interface CrowdEvent {
  id: string
  type: 'customer.updated' | 'customer.subscription.updated'
  /** Seconds. */
  created: number
  of: Found
  /** The number of the change. */
  revision: number
  /** The change before; null where there was none. */
  before: number | null
}

export interface Changes {
  /** Oldest first. */
  readonly events: readonly CrowdEvent[]
  placeOf(eventId: string): number | null
  /** What has changed in a company; null where nothing has. */
  find(company: number): Revised | null
  make(count: number, at: number): Changed
}

/** With one company in so many, a subscription changes too. */
const WITH_SUBSCRIPTION = 3

/** What was changed since the templates were filled: a number a company, and an event a change. */
export function createChanges(cast: Cast, copies: Copies, seed: string): Changes {
  const ids = createIds(`${seed}/changes`)
  const events: CrowdEvent[] = []
  const revisions = new Map<number, Revised>()
  const next = createTurns(copies.companies)
  let serial = 0
  return {
    events,
    placeOf(id) {
      const place = readLetters(id.slice(-OWN_LETTERS))
      return place !== null && events[place]?.id === id ? place : null
    },
    find: (company) => revisions.get(company) ?? null,
    make(count, at) {
      serial += 1
      const changed: Changed = { customers: [], subscriptions: [] }
      const last = events.at(-1)
      if (last && at < last.created) throw new Error('Changes are made in the order of time.')
      if (count > copies.companies - countDeleted()) throw new Error('There are not so many companies that can change.')
      while (changed.customers.length < count) changeCompany(next(), at, changed)
      return changed
    },
  }

  function changeCompany(company: number, at: number, changed: Changed): void {
    const { template, copy } = copies.templateOf(company)
    const { customer, subscription, isDeleted } = cast.templates[template] ?? {}
    if (!customer || isDeleted) return
    const before = revisions.get(company)
    const hasSubscription = subscription && changed.customers.length % WITH_SUBSCRIPTION === 0
    const customerId = copies.idOf(customer, copy)
    const revised: Revised = { ...before, [customerId]: serial }
    changed.customers.push(customerId)
    tell('customer.updated', { part: customer, copy }, customerId)
    if (hasSubscription) {
      const id = copies.idOf(subscription, copy)
      revised[id] = serial
      changed.subscriptions.push(id)
      tell('customer.subscription.updated', { part: subscription, copy }, id)
    }
    revisions.set(company, revised)

    function tell(type: CrowdEvent['type'], of: Found, id: string): void {
      const place = events.length
      const eventId = `evt_1${ids.letters(`event/${place}`, 18)}${spellOn(place, 0)}`
      events.push({ id: eventId, type, created: at, of, revision: serial, before: before?.[id] ?? null })
    }
  }

  function countDeleted(): number {
    return cast.templates.reduce((sum, { isDeleted, customer }) => sum + (isDeleted ? copies.count(customer) : 0), 0)
  }
}

/** Companies one after the other, far apart, each once before any comes again. */
function createTurns(companies: number): () => number {
  let step = Math.max(1, Math.floor(companies * 0.618))
  while (divide(step, companies) !== 1) step += 1
  let at = 0
  return () => {
    at = (at + step) % companies
    return at
  }
}

/** The greatest divisor that two numbers have in common. */
function divide(a: number, b: number): number {
  return b === 0 ? a : divide(b, a % b)
}
