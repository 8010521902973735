import { type Instant, toSeconds } from '../../../src-shared/model/instant.ts'
import type { Mode } from '../../../src-shared/model/provider.ts'
import { type MirroredObject, NAMELESS, type ObjectKind, type UnreadableObject } from '../../domain/mirrored.ts'
import type { ActingProvider } from '../acting.ts'
import {
  type Account,
  type Answer,
  type CustomerObjects,
  type EventPage,
  type FetchedObject,
  type ObjectPage,
  type ObjectStream,
  type PageAsk,
  toKind,
  type Way,
} from '../provider.ts'
import { createActing } from './act/createActing.ts'
import { checkMode } from './checkMode.ts'
import { type Coupons, completeObject } from './completeObject.ts'
import { type AskStripe, createStripeClient, type Query } from './createStripeClient.ts'
import { getResource } from './getResource.ts'
import { mapBilled } from './mapBilled.ts'
import { mapCustomer } from './mapCustomer.ts'
import { readList } from './readList.ts'
import { listMeters, sumMeter } from './readMeters.ts'
import { isRecord, readPart, toInstantOrNull } from './readWire.ts'
import { checkStripeBaseUrl, checkStripeKey } from './stripeKey.ts'
import { toEvent } from './toEvent.ts'
import { toProviderError, toSentence, UnreadableAnswer } from './toProviderError.ts'

const PAGE = 100
/** Requests a second, by Stripe's documentation. */
const ACCOUNT_LIMITS: Readonly<Record<Mode, number>> = { live: 100, test: 25 }
const ENDPOINT_LIMIT = 25

const STREAMS: readonly ObjectStream[] = [
  'products',
  'prices',
  'customers',
  'subscriptions',
  'invoices',
  'payments',
  'checkouts',
  'refunds',
  'disputes',
]

/** What Stripe lists by customer. */
const OF_CUSTOMER: readonly ObjectStream[] = ['subscriptions', 'invoices', 'payments', 'checkouts']

/** Stripe through its own SDK. */
export function connectStripe(key: string, mode: Mode, baseUrl: string | null): ActingProvider {
  checkStripeKey(key, mode)
  if (baseUrl !== null) checkStripeBaseUrl(baseUrl, mode)
  const client = createStripeClient(key, baseUrl)
  const coupons: Coupons = new Map()

  return {
    name: 'stripe',
    polls: null,
    join: null,
    streams: STREAMS,
    limits: { account: ACCOUNT_LIMITS[mode], endpoint: ENDPOINT_LIMIT },
    identify: (way) => answer(way, identify),
    listPage: (stream, page, way) => answer(way, (ask) => listPage(ask, stream, page)),
    fetchCustomer: (ref, streams, way) => answer(way, (ask) => fetchCustomer(ask, ref, streams)),
    fetchObject: (kind, ref, way) => answer(way, (ask) => fetchObject(ask, kind, ref)),
    listEvents: (since, after, way) => answer(way, (ask) => listEvents(ask, mode, since, after)),
    listMeters: (way) => answer(way, (ask) => listMeters(ask, mode)),
    acting: createActing(client),
    sumMeter: (question, way) => answer(way, (ask) => sumMeter(ask, mode, question)),
  }

  async function answer<T>(way: Way, question: (ask: AskStripe) => Promise<T>): Promise<Answer<T>> {
    try {
      return { ok: true, value: await question(client(way).ask) }
    } catch (error) {
      return { ok: false, error: toProviderError(error, way.signal) }
    }
  }

  async function listPage(ask: AskStripe, stream: ObjectStream, { from, until, after }: PageAsk, of: Query = {}): Promise<ObjectPage> {
    const kind = toKind(stream)
    const { wire, path, query, expand } = getResource(kind)
    const { body, answeredAt } = await ask(path, {
      ...toPageQuery(after),
      ...(from === null ? {} : { 'created[gte]': toSeconds(from) }),
      ...(until === null ? {} : { 'created[lt]': toSeconds(until) }),
      ...query,
      ...of,
      expand: expand.map((each) => `data.${each}`),
    })
    const { data, next } = readList(body, after)
    // One object of another kind is not a bad object but a bad list: a proxy's, or another question's.
    if (data.some((item) => isRecord(item) && item['object'] !== undefined && item['object'] !== wire)) {
      throw new UnreadableAnswer(`it is not a list of each ${wire}`)
    }
    const objects: MirroredObject[] = []
    const unreadable: UnreadableObject[] = []
    let oldestAt: Instant | null = null
    for (const item of data) {
      oldestAt = (isRecord(item) ? toInstantOrNull(item['created']) : null) ?? oldestAt
      try {
        objects.push(await readObject(ask, kind, item))
      } catch (error) {
        if (!(error instanceof UnreadableAnswer)) throw error
        unreadable.push({ kind, ref: isRecord(item) && typeof item['id'] === 'string' ? item['id'] : NAMELESS, reason: toSentence(error) })
      }
    }
    return { objects, unreadable, next, oldestAt, answeredAt }
  }

  async function fetchCustomer(ask: AskStripe, ref: string, streams: ReadonlySet<ObjectStream>): Promise<CustomerObjects> {
    const found: CustomerObjects = { fetched: [await fetchObject(ask, 'customer', ref)], unreadable: [] }
    for (const stream of OF_CUSTOMER) if (streams.has(stream)) await addList(ask, stream, { customer: ref }, found)
    for (const { object } of [...found.fetched]) {
      if (object.kind !== 'payment') continue
      const { isRefunded, isDisputed } = readCharge(object.json)
      if (isRefunded && streams.has('refunds')) await addList(ask, 'refunds', { payment_intent: object.ref }, found)
      if (isDisputed && streams.has('disputes')) await addList(ask, 'disputes', { payment_intent: object.ref }, found)
    }
    return found
  }

  async function addList(ask: AskStripe, stream: ObjectStream, of: Query, found: CustomerObjects): Promise<void> {
    let after: string | null = null
    do {
      const page: ObjectPage = await listPage(ask, stream, { from: null, until: null, after }, of)
      found.fetched.push(...page.objects.map((object) => ({ object, answeredAt: page.answeredAt })))
      found.unreadable.push(...page.unreadable)
      after = page.next
    } while (after !== null)
  }

  async function fetchObject(ask: AskStripe, kind: ObjectKind, ref: string): Promise<FetchedObject> {
    const { path, expand } = getResource(kind)
    const { body, answeredAt } = await ask(`${path}/${encodeURIComponent(ref)}`, { expand })
    if (body['deleted'] === true) return { object: { kind: 'deleted', of: kind, ref, deletedAt: answeredAt }, answeredAt }
    return { object: await readObject(ask, kind, body), answeredAt }
  }

  async function readObject(ask: AskStripe, kind: ObjectKind, object: unknown): Promise<MirroredObject> {
    if (kind === 'customer') return mapCustomer(object, mode)
    if (!isRecord(object)) throw new UnreadableAnswer(`it is not a ${getResource(kind).wire}`)
    // Before anything more is asked about what is not ours.
    checkMode(object, mode)
    return mapBilled(kind, await completeObject(ask, kind, object, coupons))
  }
}

/** What is asked for by its payment, where the payment says that there is any. */
function readCharge(json: string): { isRefunded: boolean; isDisputed: boolean } {
  const charge = readPart(JSON.parse(json), 'latest_charge')
  const refunded = charge?.['amount_refunded']
  return { isRefunded: typeof refunded === 'number' && refunded > 0, isDisputed: charge?.['disputed'] === true }
}

async function identify(ask: AskStripe): Promise<Account> {
  const { body } = await ask('/v1/account')
  const { id } = body
  if (typeof id !== 'string' || id === '') throw new UnreadableAnswer('it names no account')
  const names = [readPart(body, 'business_profile'), readPart(readPart(body, 'settings') ?? {}, 'dashboard')]
  const name = names.map((part) => part?.['name'] ?? part?.['display_name']).find((each) => typeof each === 'string')
  return { ref: id, name: name ?? null }
}

async function listEvents(ask: AskStripe, mode: Mode, since: Instant, after: string | null): Promise<EventPage> {
  // Without `types`: it takes twenty, and more than twenty matter here.
  const { body, answeredAt } = await ask('/v1/events', { ...toPageQuery(after), 'created[gte]': toSeconds(since) })
  const { data, next } = readList(body, after)
  // What happened is kept and dates what is listed after it: events of the other mode are as little ours as their objects.
  for (const item of data) if (isRecord(item)) checkMode(item, mode)
  return { events: data.flatMap((item) => toEvent(item) ?? []), next, answeredAt }
}

function toPageQuery(after: string | null) {
  return { limit: PAGE, ...(after === null ? {} : { starting_after: after }) }
}
