import type { StreamName } from '../../src-shared/contract/sync.ts'
import { invariant } from '../../src-shared/model/assert.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import type { Mode, ProviderName } from '../../src-shared/model/provider.ts'
import type { BilledKind } from '../domain/billing/billedObject.ts'
import type { MirroredBilled, MirroredMeter, MirroredObject, ObjectKind, ProviderEvent, UnreadableObject } from '../domain/mirrored.ts'

/** Why a provider gave no answer that can be used. `detail` is for people: no key, no body. */
export type ProviderError =
  /** `scope` is what was asked too often: the account, one endpoint of it, or one object that somebody else is at. */
  | { kind: 'rate-limited'; scope: 'account' | 'endpoint' | 'object'; retryAfterMs: number | null; detail: string }
  | { kind: 'unavailable'; retryAfterMs: number | null; detail: string }
  /** The key is not taken any more: nothing else is worth asking. */
  | { kind: 'unauthorized'; detail: string }
  /** The key may not read this; or nobody may yet, until the account was registered for it. */
  | { kind: 'forbidden'; detail: string; isUnregistered?: true }
  /** What was asked for is not there, or not offered. */
  | { kind: 'missing'; detail: string }
  /** The answer did not parse: nothing of it is believed. */
  | { kind: 'unreadable'; detail: string }
  /** The answer holds live data where test data is meant, or the other way round. */
  | { kind: 'wrong-mode'; detail: string }
  /** The key is of another account than the one that is mirrored here. */
  | { kind: 'wrong-account'; detail: string }
  | { kind: 'cancelled'; detail: string }

export type Answer<T> = { ok: true; value: T } | { ok: false; error: ProviderError }

export interface Account {
  ref: string
  name: string | null
}

/** Streams of objects that a provider can list. */
export type ObjectStream = Exclude<StreamName, 'events' | 'meters'>

export interface ObjectPage {
  objects: MirroredObject[]
  unreadable: UnreadableObject[]
  /** What to ask the next page with; null on the last. */
  next: string | null
  /** The oldest creation on the page; null on an empty one. */
  oldestAt: Instant | null
  /** The provider's clock. */
  answeredAt: Instant
}

export interface EventPage {
  events: ProviderEvent[]
  next: string | null
  answeredAt: Instant
}

export interface FetchedObject {
  object: MirroredObject
  answeredAt: Instant
}

/** What a provider has of one of its customers. */
export interface CustomerObjects {
  fetched: FetchedObject[]
  unreadable: UnreadableObject[]
}

/** How requests may go out: each is let through by itself, and none any more once the signal is aborted. */
export interface Way {
  signal: AbortSignal
  /** Resolves when a request to the endpoint may go out: at once where the signal is aborted. */
  admit(endpoint: string): Promise<void>
}

/** Which part of a list is asked for: what was created from `from` on and before `until`, both to the second, or since ever and until now. */
export interface PageAsk {
  from: Instant | null
  until: Instant | null
  /** The `next` of the page before; null for the first. */
  after: string | null
}

/** How many requests a second a provider takes, over all and at one endpoint. */
export interface RequestLimits {
  account: number
  endpoint: number
}

/**
 * A provider, as the sync knows it: no retries, no waiting, no memory. A call is one request, and more where an object must be completed.
 *
 * Lists come newest first. Failures are values.
 */
export interface Provider {
  name: ProviderName
  limits: RequestLimits
  /** How it is followed where it has no events worth trusting; null for one that has. */
  polls: Polls | null
  /** In the order in which they are best listed: what others refer to comes first. */
  streams: readonly ObjectStream[]
  identify(way: Way): Promise<Answer<Account>>
  listPage(stream: ObjectStream, ask: PageAsk, way: Way): Promise<Answer<ObjectPage>>
  /** Asks for one object as it is now; a deleted one is an answer, not an error. */
  fetchObject(kind: ObjectKind, ref: string, way: Way): Promise<Answer<FetchedObject>>
  /** Asks for a customer and all that hangs on it, as it is now. @param streams what may be read */
  fetchCustomer(ref: string, streams: ReadonlySet<ObjectStream>, way: Way): Promise<Answer<CustomerObjects>>
  /**
   * What is kept of an object of which several sources tell, each a part; null where the newest word is all of it.
   *
   * @param kept what is kept of it
   */
  join: ((told: MirroredBilled, kept: string) => MirroredBilled) | null
  listEvents(since: Instant, after: string | null, way: Way): Promise<Answer<EventPage>>
  /** Registers the account for what its lists need, once and for all. Left out by a provider that needs none. Throws an `AppError` on what cannot be. */
  register?(ask: RegisterAsk, way: Way): Promise<Answer<Registered>>
  /** All of its meters. Left out, as is the next, by a provider that meters nothing. */
  listMeters?(way: Way): Promise<Answer<FetchedMeters>>
  sumMeter?(ask: MeterAsk, way: Way): Promise<Answer<MeterSums>>
}

/** What an account is registered with, as somebody typed it. */
export interface RegisterAsk {
  /** The phone that stands for the organisation. */
  phone: string
  /** Where the provider may tell of news. Nothing here listens there. */
  callback: string
}

export interface Registered {
  /** False where it was registered before. */
  isNew: boolean
}

export interface FetchedMeters {
  meters: MirroredMeter[]
  answeredAt: Instant
}

/** What is asked of a meter: how much it counted of a customer in a span, whose ends are whole minutes. */
export interface MeterAsk {
  meter: string
  customer: string
  from: Instant
  /** Belongs no more to it. */
  until: Instant
  /** By day of UTC, and then both ends must be midnights; else all of it in one. */
  isByDay: boolean
}

/** By day, a day without any may be left out. A sum may be no whole number, and below 0 where something was taken back. */
export interface MeterSums {
  sums: { from: Instant; until: Instant; quantity: number }[]
  answeredAt: Instant
}

/** How a provider without events is followed. */
export interface Polls {
  /** Lists whose newest part is asked for at every poll, and how far back before the last one: what is created can be listed late. */
  overlapMs: Partial<Record<ObjectStream, number>>
  /** Lists that are read again from their start, and how often: they cannot be asked for what has changed. */
  everyMs: Partial<Record<ObjectStream, number>>
  /** How far back a list of `overlapMs` is read again once a day: what is final may still be taken back. */
  dailyMs: Partial<Record<ObjectStream, number>>
  /** For how long it remembers; null for ever. What came longer ago than that, and was not read, is a gap. */
  horizonMs: number | null
  /** How long after it was created an open object is asked for, by its reference; what is older stays open. */
  openForMs: number
}

/** What a connection is beside its key, each by its name: what is no secret. */
export type ConnectionSettings = Readonly<Record<string, string>>

/** Makes a client for a key. Throws an `AppError` where the key cannot be one of this provider for this mode. */
export type ConnectProvider = (key: string, mode: Mode, baseUrl: string | null, settings: ConnectionSettings) => Provider

/**
 * Reads an object that was kept as its provider sent it. Throws where it cannot be read.
 *
 * So a mistake in the reading is mended without asking the provider again.
 */
export type ReadKeptObject = (kind: BilledKind, json: string) => MirroredBilled

/** The stream that lists each kind of object. */
export const STREAM_OF: Readonly<Record<ObjectKind, ObjectStream>> = {
  customer: 'customers',
  product: 'products',
  price: 'prices',
  subscription: 'subscriptions',
  invoice: 'invoices',
  payment: 'payments',
  checkout: 'checkouts',
  refund: 'refunds',
  dispute: 'disputes',
  account: 'accounts',
  // No list has them: each is asked for by whoever made it.
  push: 'payments',
}

/** The kind of object that a stream lists. */
export function toKind(stream: ObjectStream): ObjectKind {
  const found = (Object.keys(STREAM_OF) as ObjectKind[]).find((kind) => STREAM_OF[kind] === stream)
  invariant(found, `${stream} lists objects of a kind`)
  return found
}
