import { type Instant, toInstant, toIso } from '../../../src-shared/model/instant.ts'
import type { Mode } from '../../../src-shared/model/provider.ts'
import type { ObjectKind } from '../../domain/mirrored.ts'
import type { ActingProvider } from '../acting.ts'
import {
  type Answer,
  type FetchedObject,
  type ObjectPage,
  type ObjectStream,
  type PageAsk,
  type RequestLimits,
  toKind,
  type Way,
} from '../provider.ts'
import { createPaystackActing } from './act/createPaystackActing.ts'
import { checkMode } from './checkMode.ts'
import { completeFetched, completeListed } from './completeSubscription.ts'
import { type AskPaystack, createPaystackClient, type Query } from './createPaystackClient.ts'
import { RefusedRequest, UnreadableAnswer } from './failures.ts'
import { fetchCustomer } from './fetchCustomer.ts'
import { findResource } from './findResource.ts'
import { identify } from './identify.ts'
import { joinPayment } from './joinPayment.ts'
import { checkPaystackBaseUrl, checkPaystackKey } from './paystackKey.ts'
import { POLLS } from './polls.ts'
import { type ReadObjects, readObject, readObjects, toUnreadable } from './readObjects.ts'
import { readOne, readPage, toPageQuery } from './readPage.ts'
import { isRecord, toInstantOrNull } from './readWire.ts'
import { toProviderError } from './toProviderError.ts'

/** Paystack publishes no limits, and answers 429 to who asks too fast. */
const LIMITS: RequestLimits = { account: 2, endpoint: 2 }

/** Invoices are no stream: they come with their subscriptions. */
const STREAMS: readonly ObjectStream[] = ['prices', 'customers', 'subscriptions', 'payments', 'refunds', 'disputes', 'accounts']

/** A filter may or may not take in its own second. */
const SECOND_MS = 1000

/** Paystack over its HTTP interface. There is no SDK of its own making that is kept up. */
export function connectPaystack(key: string, mode: Mode, baseUrl: string | null): ActingProvider {
  checkPaystackKey(key, mode)
  if (baseUrl !== null) checkPaystackBaseUrl(baseUrl, mode)
  const client = createPaystackClient(key, baseUrl)

  return {
    name: 'paystack',
    polls: POLLS,
    streams: STREAMS,
    limits: LIMITS,
    identify: (way) => answer(way, (ask) => identify(ask, mode)),
    listPage: (stream, page, way) => answer(way, (ask) => listPage(ask, stream, page)),
    fetchObject: (kind, ref, way) => answer(way, (ask) => fetchObject(ask, kind, ref)),
    fetchCustomer: (ref, streams, way) => answer(way, (ask) => fetchCustomer(ask, listPage, ref, streams, mode)),
    join: joinPayment,
    acting: createPaystackActing(client, mode),
    listEvents: async () => ({ ok: false, error: { kind: 'missing', detail: 'Paystack has no list of events.' } }),
  }

  async function answer<T>(way: Way, question: (ask: AskPaystack) => Promise<T>): Promise<Answer<T>> {
    try {
      return { ok: true, value: await question(client(way).ask) }
    } catch (error) {
      return { ok: false, error: toProviderError(error, way.signal) }
    }
  }

  async function listPage(ask: AskPaystack, stream: ObjectStream, { from, until, after }: PageAsk, of: Query = {}): Promise<ObjectPage> {
    const kind = toKind(stream)
    const { list, name, hasCursor, hasTimes, perPage } = getResource(kind)
    const { body, answeredAt } = await ask(list, [], {
      ...toPageQuery(after, hasCursor, perPage),
      ...(from === null || !hasTimes ? {} : { from: toIso(toInstant(from - SECOND_MS)) }),
      ...(until === null || !hasTimes ? {} : { to: toIso(until) }),
      ...of,
    })
    const { data, next } = readPage(body, after)
    const page: ObjectPage = { objects: [], unreadable: [], next, oldestAt: null, answeredAt }
    for (const item of data) {
      // Before anything more is asked about what is not ours.
      if (isRecord(item)) checkMode(item, mode)
      const { objects, unreadable } = await readListed(ask, kind, name, item)
      page.objects.push(...objects)
      page.unreadable.push(...unreadable)
      page.oldestAt = findOlder(page.oldestAt, item)
    }
    return page
  }

  async function readListed(ask: AskPaystack, kind: ObjectKind, name: string, item: unknown): Promise<ReadObjects> {
    if (kind !== 'subscription' || !isRecord(item)) return readObjects(kind, name, item, mode)
    try {
      return readObjects(kind, name, await completeListed(ask, item), mode)
    } catch (error) {
      if (!(error instanceof UnreadableAnswer)) throw error
      return { objects: [], unreadable: [toUnreadable(kind, name, item, error)] }
    }
  }

  async function fetchObject(ask: AskPaystack, kind: ObjectKind, ref: string): Promise<FetchedObject> {
    const { one, list } = getResource(kind)
    const { body, answeredAt } = await ask(one, [ref])
    const object = readOne(body)
    checkMode(object, mode)
    const read = readObject(kind, kind === 'subscription' ? await completeFetched(ask, object) : object, mode)
    // Asked for by a code, some paths answer the newest of all where they do not know it.
    if (read.ref !== ref) throw new UnreadableAnswer(`it is another of ${list} than was asked for`)
    return { object: read, answeredAt }
  }
}

/** An invoice cannot be asked for by itself, and products, pages of payment and pushes there are none. */
function getResource(kind: ObjectKind) {
  const resource = findResource(kind)
  if (!resource) throw new RefusedRequest({ status: 404, code: null, isOwn: true, isMissing: true, retryAfterMs: null })
  return resource
}

/** Not each of Paystack's lists promises an order, so all of a page is looked at. */
function findOlder(oldest: Instant | null, item: unknown): Instant | null {
  if (!isRecord(item)) return oldest
  const at = toInstantOrNull(item['createdAt'] ?? item['created_at'])
  return at === null || (oldest !== null && oldest <= at) ? oldest : at
}
