import { fromSeconds, type Instant, toSeconds } from '../../../src-shared/model/instant.ts'
import { DAY } from '../stripe/billing/cycle.ts'
import type { StripeSandbox } from '../stripe/createStripe.ts'
import { OPERATIONS } from '../stripe/operations/operations.ts'
import type { Wire } from '../stripe/wire/wire.ts'
import { createIds } from '../stripe/world/createIds.ts'
import { listOf, text } from '../stripe/world/params.ts'
import { Refusal, refuse, refuseMissing } from '../stripe/world/refusal.ts'
import { type Changed, createChanges } from './createChanges.ts'
import { createCopies, type Found } from './createCopies.ts'
import { createLists, type Listing, toListing } from './createLists.ts'
import { createStencils } from './createStencils.ts'
import { createWriter } from './createWriter.ts'
import { type CrowdKind, findAsked, RETRIEVALS, toListName } from './crowdKinds.ts'
import { findEvent, listEvents } from './listEvents.ts'
import { readCast } from './readCast.ts'
import { listTexts, translateId } from './translate.ts'

export interface CrowdOptions {
  /** Its companies are the templates. It must be left as it is from here on: the crowd asks it. */
  stripe: StripeSandbox
  /** How many companies there are to be, the templates among them. */
  companies: number
  seed: string
}

export interface CrowdAnswer {
  status: number
  /** JSON. */
  body: Buffer
}

/**
 * Any number of companies made of some, none of which is held.
 *
 * Company i is template i mod T in copy floor(i / T), and copy 0 is the template unchanged. A copy has ids, a name, an e-mail and
 * invoice numbers of its own, and lived as its template did, some minutes to two years before it: what still runs is moved by no more
 * than keeps its next step ahead. What a copy is not told apart by (amounts, phones, metadata, descriptions) is its template's.
 */
export interface Crowd {
  readonly accountId: string
  /** The templates' clock, or the last change where that is later. */
  now(): Instant
  /** How many objects the whole list of a kind has. */
  count(kind: CrowdKind): number
  /** Answers what reads, by the operation's name. What is refused is an answer too. */
  answer(name: string, params: Wire, ids: readonly string[]): CrowdAnswer
  /** Lets companies change, others than those before until all had their turn; events tell of it. */
  change(count: number, at: Instant): Changed
}

/** Lists and objects that are everybody's: asked of the stand-in itself. */
const SHARED = /^(?:account\.retrieve|(?:products|prices|coupons|promotionCodes|features|meters)\.(?:list|retrieve)|productFeatures\.list)$/

/** Lists of what one object has. */
const NARROW = /^(?:invoices\.listLines|sessions\.listLineItems|subscriptionItems\.list|activeEntitlements\.list)$/

/** What the objects of a list stand under. */
const PAGE_PREFIX = 'data.'

export function createCrowd({ stripe, companies, seed }: CrowdOptions): Crowd {
  const cast = readCast(stripe.world)
  const copies = createCopies(cast, companies, Math.floor(createIds(seed).fraction('crowd') * 2 ** 32))
  const changes = createChanges(cast, copies, seed)
  const writer = createWriter({ stripe, cast, copies, stencils: createStencils(stripe, cast), changes })
  const lists = createLists(stripe, cast, copies)
  const probed = new Set<string>()
  const startedAt = toSeconds(stripe.now())
  const clock = () => Math.max(startedAt, changes.events.at(-1)?.created ?? startedAt)
  return {
    accountId: stripe.options.accountId,
    now: () => fromSeconds(clock()),
    count: (kind) => lists.count(toListing(toListName(kind), kind, kind === 'subscription' ? { status: 'all' } : {})),
    answer(name, params, ids) {
      try {
        write(name, params, ids)
        return { status: 200, body: writer.finish() }
      } catch (error) {
        writer.wipe()
        if (!(error instanceof Refusal)) throw error
        return { status: error.status, body: Buffer.from(JSON.stringify({ error: error.body })) }
      }
    },
    change: (count, at) => changes.make(count, toSeconds(at)),
  }

  function write(name: string, params: Wire, ids: readonly string[]): void {
    const asked = findAsked(name)
    const [id = ''] = ids
    if (asked && !asked.isList) writeOne(asked.kind, id, params)
    else if (asked) writeList(toListing(name, asked.kind, params))
    else if (NARROW.test(name)) writeNarrow(name, params, ids)
    else if (name === 'events.list') writeWire(listEvents(changes, params, clock(), writer.toEvent))
    else if (name === 'events.retrieve') writeWire(writer.toEvent(findEvent(changes, id, clock())))
    else if (name === 'meters.listEventSummaries') writeWire(sumMeter(name, params, ids))
    else if (SHARED.test(name)) writeWire(stripe.act(name, params, ...ids))
    else throw refuse(`The crowd does not answer ${name}.`)
  }

  function writeWire(wire: Wire): void {
    writer.text(JSON.stringify(wire))
  }

  function writeOne(kind: CrowdKind, id: string, { expand }: Wire): void {
    const found = copies.find(id)
    if (found?.part.kind === kind) writer.object(found, readPaths(expand))
    else throw findRefusal(kind, id)
  }

  /** What Stripe says of what is not there: the stand-in knows, unless it has what the crowd is too small for. */
  function findRefusal(kind: CrowdKind, id: string): Refusal {
    try {
      stripe.act(RETRIEVALS[kind], {}, id)
    } catch (error) {
      if (error instanceof Refusal) return error
      throw error
    }
    return refuseMissing(kind, id)
  }

  function writeNarrow(name: string, params: Wire, ids: readonly string[]): void {
    const whose = findWhose([...ids, ...listTexts(params)])
    if (!whose) throw refuseMissing('object', ids[0] ?? '')
    writer.answer(whose, { name, params, ids })
  }

  /** The first thing that a question names: it tells of which company the question is. */
  function findWhose(texts: readonly string[]): Found | null {
    for (const each of texts) {
      const found = copies.find(each)
      if (found) return found
    }
    return null
  }

  /** What a copy used is what its template did, some whole days later: days of a meter begin at midnight. */
  function sumMeter(name: string, params: Wire, ids: readonly string[]): Wire {
    const customer = String(params['customer'])
    const whose = copies.find(customer)
    if (!whose) throw refuseMissing('customer', customer)
    const filling = copies.fillingOf(whose.part.template, whose.copy)
    const later = Math.floor(filling.shift / DAY) * DAY
    const move = (of: Wire, seconds: number): Wire => ({
      ...of,
      start_time: Number(of['start_time']) + seconds,
      end_time: Number(of['end_time']) + seconds,
    })
    const asked = { ...move(params, later), customer: translateId(customer, filling, cast.strays) }
    const told = stripe.act(name, asked, ...ids)
    return { ...told, data: (told['data'] as Wire[]).map((each) => move(each, -later)) }
  }

  function writeList(listing: Listing): void {
    const whose = findWhose(listTexts(listing.filters))
    if (whose) writer.answer(whose, { name: listing.name, params: listing.params, ids: [] })
    else writeAll(listing)
  }

  function writeAll(listing: Listing): void {
    const { expand } = listing.params
    probe(listing.name, expand)
    const paths = readPaths(expand).map((path) => path.slice(PAGE_PREFIX.length))
    const { spots, hasMore } = lists.page(listing)
    const parts = cast.parts[listing.kind]
    writer.text('{"object":"list","data":[')
    for (const [index, { place, copy }] of spots.entries()) {
      const part = parts[place]
      if (!part) throw new Error(`Broken promise: no ${listing.kind} stands at ${place}`)
      if (index > 0) writer.text(',')
      writer.object({ part, copy }, paths)
    }
    writer.text(`],"has_more":${hasMore},"url":"${toPath(listing.name)}"}`)
  }

  /** Lets the stand-in say once what it says to such an `expand`, for it knows what a list can and cannot. */
  function probe(name: string, expand: unknown): void {
    const key = `${name} ${JSON.stringify(expand)}`
    if (probed.has(key)) return
    stripe.act(name, { limit: 1, expand })
    probed.add(key)
  }
}

function readPaths(expand: unknown): readonly string[] {
  return expand === undefined || expand === '' ? [] : listOf(text)(expand, 'expand')
}

/** What a list calls itself. */
function toPath(name: string): string {
  return OPERATIONS[name]?.route?.replace('GET ', '') ?? ''
}
