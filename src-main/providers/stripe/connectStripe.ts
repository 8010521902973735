import Stripe from 'stripe'
import { assertNever } from '../../../src-shared/model/assert.ts'
import { fromSeconds, type Instant, toInstant, toSeconds } from '../../../src-shared/model/instant.ts'
import type { Mode } from '../../../src-shared/model/provider.ts'
import { type MirroredObject, NAMELESS, type ProviderEvent, type UnreadableObject } from '../../domain/mirrored.ts'
import type { Answer, EventPage, FetchedObject, ObjectPage, ObjectStream, Provider } from '../provider.ts'
import { isRecord, mapCustomer } from './mapCustomer.ts'
import { readHeader } from './readHeader.ts'
import { checkStripeBaseUrl, checkStripeKey } from './stripeKey.ts'
import { toProviderError, toSentence, UnreadableAnswer } from './toProviderError.ts'

const PAGE = 100
const TIMEOUT_MS = 30_000
const EVENT_TYPES = ['customer.created', 'customer.updated', 'customer.deleted']

/** Stripe through its own SDK. */
export function connectStripe(key: string, mode: Mode, baseUrl: string | null): Provider {
  checkStripeKey(key, mode)
  if (baseUrl !== null) checkStripeBaseUrl(baseUrl, mode)
  const client = createClient(key, baseUrl)

  return {
    name: 'stripe',
    streams: ['customers'],
    identify: (signal) =>
      ask(signal, async (stripe) => {
        const account = await stripe.accounts.retrieveCurrent()
        if (typeof account.id !== 'string' || account.id === '') throw new UnreadableAnswer('it names no account')
        return { ref: account.id, name: account.business_profile?.name ?? account.settings?.dashboard?.display_name ?? null }
      }),
    listPage: (stream, after, signal) => ask(signal, (stripe) => listPage(stripe, stream, after)),
    fetchObject: (stream, ref, signal) => ask(signal, (stripe) => fetchObject(stripe, stream, ref)),
    listEvents: (since, after, signal) => ask(signal, (stripe) => listEvents(stripe, since, after)),
  }

  async function ask<T>(signal: AbortSignal, question: (stripe: Stripe) => Promise<T>): Promise<Answer<T>> {
    try {
      return { ok: true, value: await question(client(signal)) }
    } catch (error) {
      return { ok: false, error: toProviderError(error, signal) }
    }
  }

  async function listPage(stripe: Stripe, stream: ObjectStream, after: string | null): Promise<ObjectPage> {
    switch (stream) {
      case 'customers': {
        const page = await stripe.customers.list({ limit: PAGE, ...(after === null ? {} : { starting_after: after }) })
        return toObjectPage(page, after, 'customer', (object) => mapCustomer(object, mode))
      }
      default:
        return assertNever(stream)
    }
  }

  async function fetchObject(stripe: Stripe, stream: ObjectStream, ref: string): Promise<FetchedObject> {
    switch (stream) {
      case 'customers': {
        const found = await stripe.customers.retrieve(ref)
        const answeredAt = readAnsweredAt(found)
        if (found.deleted) return { object: { kind: 'deleted-customer', ref, deletedAt: answeredAt }, answeredAt }
        return { object: mapCustomer(found, mode), answeredAt }
      }
      default:
        return assertNever(stream)
    }
  }
}

/** A client a question: the SDK takes no signal, but its transport is ours to stop. */
function createClient(key: string, baseUrl: string | null): (signal: AbortSignal) => Stripe {
  const place = baseUrl === null ? {} : toPlace(baseUrl)
  const clients = new WeakMap<AbortSignal, Stripe>()
  return (signal) => {
    const known = clients.get(signal)
    if (known) return known
    const fetchUntil: typeof fetch = (input, init) =>
      fetch(input, { ...init, redirect: 'manual', signal: init?.signal ? AbortSignal.any([signal, init.signal]) : signal })
    const stripe = new Stripe(key, {
      ...place,
      httpClient: Stripe.createFetchHttpClient(fetchUntil),
      // Ours obeys Retry-After and spends one budget; the SDK's would do neither.
      maxNetworkRetries: 0,
      timeout: TIMEOUT_MS,
      telemetry: false,
      appInfo: { name: 'Tierdesk' },
    })
    clients.set(signal, stripe)
    return stripe
  }
}

function toPlace(baseUrl: string) {
  const { protocol, hostname, port } = new URL(baseUrl)
  const isPlain = protocol === 'http:'
  return { protocol: isPlain ? ('http' as const) : ('https' as const), host: hostname, port: port || (isPlain ? '80' : '443') }
}

function toObjectPage(
  page: Stripe.ApiList<unknown> & WithResponse,
  after: string | null,
  kind: string,
  map: (object: unknown) => MirroredObject,
): ObjectPage {
  const { data, hasMore, lastId } = readList(page, after)
  // One object of another kind is not a bad object but a bad list: a proxy's, or another question's.
  if (data.some((item) => isRecord(item) && item['object'] !== undefined && item['object'] !== kind)) {
    throw new UnreadableAnswer(`it is not a list of each ${kind}`)
  }
  const objects: MirroredObject[] = []
  const unreadable: UnreadableObject[] = []
  let oldestAt: Instant | null = null
  for (const item of data) {
    if (isRecord(item) && typeof item['created'] === 'number') oldestAt = fromSeconds(item['created'])
    try {
      objects.push(map(item))
    } catch (error) {
      if (!(error instanceof UnreadableAnswer)) throw error
      unreadable.push({
        ref: isRecord(item) && typeof item['id'] === 'string' ? item['id'] : NAMELESS,
        reason: toSentence(error),
      })
    }
  }
  return { objects, unreadable, next: hasMore ? lastId : null, oldestAt, answeredAt: readAnsweredAt(page) }
}

async function listEvents(stripe: Stripe, since: Instant, after: string | null): Promise<EventPage> {
  const page = await stripe.events.list({
    types: EVENT_TYPES,
    created: { gte: toSeconds(since) },
    limit: PAGE,
    ...(after === null ? {} : { starting_after: after }),
  })
  const { data, hasMore, lastId } = readList(page, after)
  return { events: data.flatMap((item) => toEvent(item) ?? []), next: hasMore ? lastId : null, answeredAt: readAnsweredAt(page) }
}

/** Only what the event names is believed: its body is as old as the account's API version, and as its moment. */
function toEvent(item: unknown): ProviderEvent | null {
  if (!isRecord(item)) return null
  const { id, type, created } = item
  if (typeof id !== 'string' || typeof type !== 'string' || typeof created !== 'number') return null
  const body = isRecord(item['data']) ? item['data']['object'] : null
  const ref = isRecord(body) && body['object'] === 'customer' ? body['id'] : null
  return {
    ref: id,
    type,
    at: fromSeconds(created),
    object: typeof ref === 'string' ? { kind: 'customer', ref } : null,
    isDeletion: type === 'customer.deleted',
  }
}

function readList(page: unknown, after: string | null): { data: unknown[]; hasMore: boolean; lastId: string | null } {
  if (!isRecord(page) || !Array.isArray(page['data']) || typeof page['has_more'] !== 'boolean') throw new UnreadableAnswer('it is no list')
  const data: unknown[] = page['data']
  const last = data.at(-1)
  const lastId = isRecord(last) && typeof last['id'] === 'string' ? last['id'] : null
  if (page['has_more'] && (lastId === null || lastId === after))
    throw new UnreadableAnswer('it says that there is more, and not after what')
  return { data, hasMore: page['has_more'], lastId }
}

interface WithResponse {
  lastResponse?: { headers: Headers | Record<string, string> }
}

/** Stripe's own clock, to the second; ours only where it does not tell. */
function readAnsweredAt(answer: WithResponse): Instant {
  const at = Date.parse(readHeader(answer.lastResponse?.headers, 'date') ?? '')
  return toInstant(Number.isNaN(at) ? Date.now() : at)
}
