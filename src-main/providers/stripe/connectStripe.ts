import { type Instant, toSeconds } from '../../../src-shared/model/instant.ts'
import type { Mode } from '../../../src-shared/model/provider.ts'
import { type MirroredObject, NAMELESS, type ObjectKind, type UnreadableObject } from '../../domain/mirrored.ts'
import {
  type Account,
  type Answer,
  type EventPage,
  type FetchedObject,
  type ObjectPage,
  type ObjectStream,
  type Provider,
  toKind,
} from '../provider.ts'
import { checkMode } from './checkMode.ts'
import { type Coupons, completeObject } from './completeObject.ts'
import { type AskStripe, createStripeClient } from './createStripeClient.ts'
import { mapBilled } from './mapBilled.ts'
import { mapCustomer } from './mapCustomer.ts'
import { readList } from './readList.ts'
import { isRecord, readPart, toInstantOrNull } from './readWire.ts'
import { RESOURCES } from './resources.ts'
import { checkStripeBaseUrl, checkStripeKey } from './stripeKey.ts'
import { toEvent } from './toEvent.ts'
import { toProviderError, toSentence, UnreadableAnswer } from './toProviderError.ts'

const PAGE = 100

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

/** Stripe through its own SDK. */
export function connectStripe(key: string, mode: Mode, baseUrl: string | null): Provider {
  checkStripeKey(key, mode)
  if (baseUrl !== null) checkStripeBaseUrl(baseUrl, mode)
  const client = createStripeClient(key, baseUrl)
  const coupons: Coupons = new Map()

  return {
    name: 'stripe',
    streams: STREAMS,
    identify: (signal) => answer(signal, identify),
    listPage: (stream, after, signal) => answer(signal, (ask) => listPage(ask, stream, after)),
    fetchObject: (kind, ref, signal) => answer(signal, (ask) => fetchObject(ask, kind, ref)),
    listEvents: (since, after, signal) => answer(signal, (ask) => listEvents(ask, mode, since, after)),
  }

  async function answer<T>(signal: AbortSignal, question: (ask: AskStripe) => Promise<T>): Promise<Answer<T>> {
    try {
      return { ok: true, value: await question(client(signal)) }
    } catch (error) {
      return { ok: false, error: toProviderError(error, signal) }
    }
  }

  async function listPage(ask: AskStripe, stream: ObjectStream, after: string | null): Promise<ObjectPage> {
    const kind = toKind(stream)
    const { wire, path, query, expand } = RESOURCES[kind]
    const { body, answeredAt } = await ask(path, { ...toPageQuery(after), ...query, expand: expand.map((each) => `data.${each}`) })
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

  async function fetchObject(ask: AskStripe, kind: ObjectKind, ref: string): Promise<FetchedObject> {
    const { path, expand } = RESOURCES[kind]
    const { body, answeredAt } = await ask(`${path}/${encodeURIComponent(ref)}`, { expand })
    if (body['deleted'] === true) return { object: { kind: 'deleted', of: kind, ref, deletedAt: answeredAt }, answeredAt }
    return { object: await readObject(ask, kind, body), answeredAt }
  }

  async function readObject(ask: AskStripe, kind: ObjectKind, object: unknown): Promise<MirroredObject> {
    if (kind === 'customer') return mapCustomer(object, mode)
    if (!isRecord(object)) throw new UnreadableAnswer(`it is not a ${RESOURCES[kind].wire}`)
    // Before anything more is asked about what is not ours.
    checkMode(object, mode)
    return mapBilled(kind, await completeObject(ask, kind, object, coupons))
  }
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
