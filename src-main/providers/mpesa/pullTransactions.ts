import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import type { MirroredObject } from '../../domain/mirrored.ts'
import { NAMELESS, type UnreadableObject } from '../../domain/mirrored.ts'
import { toNairobiTime } from '../../domain/mpesa/nairobiTime.ts'
import type { ObjectPage, PageAsk, ProviderError, Way } from '../provider.ts'
import type { MpesaClient } from './createMpesaClient.ts'
import { isStaleToken, type MpesaAnswer, readCode, readMessage, readRequestId } from './mpesaAnswer.ts'
import type { MpesaSettings } from './mpesaKey.ts'
import { type PullCursor, parsePullCursor, toPullCursor } from './pullCursor.ts'
import { readMpesaObject } from './readMpesaObject.ts'
import { readRows } from './readRows.ts'
import { isRecord, readText, type Wire } from './readWire.ts'
import { RefusedRequest, toRefusal } from './toProviderError.ts'
import { toSentence, UnreadableAnswer } from './unreadableAnswer.ts'

const PATH = '/pulltransactions/v1/query'
/** Nothing older is given. */
const KEPT_MS = 48 * 3_600_000
/** How long a list may take to be read: what falls off its old end meanwhile would move all rows that are counted from there. */
const SLACK_MS = 5 * 60_000
/** What is asked for at most. */
export const HORIZON_MS = KEPT_MS - SLACK_MS
/** The short code is none that may be pulled of: it was not registered for it, or is another's. */
const UNREGISTERED = '400.001'
/** A clock that is this far off was set while we looked away. */
const CLOCK_JUMP_MS = 5_000

/**
 * Pulls one page of what customers paid.
 *
 * Only the last 48 hours are given. The page after the last is an empty one: how long pages are is not documented. Daraja does not say in which
 * order rows come; each page is given newest first.
 */
export async function pullTransactions(
  client: MpesaClient,
  settings: MpesaSettings,
  { from, until, after }: PageAsk,
  way: Way,
): Promise<ObjectPage> {
  await client.enter(way)
  const cursor = toStart(client.now(), from, until, after)
  if (cursor.from > cursor.until) return { objects: [], unreadable: [], next: null, oldestAt: null, answeredAt: client.now() }
  const page = await pullPage(client, settings, cursor, way)
  // Ours had stopped, or theirs was moved: until now is later than was asked for.
  if (until === null && after === null && page.answeredAt - cursor.until > CLOCK_JUMP_MS) {
    return pullPage(client, settings, toStart(page.answeredAt, from, until, after), way)
  }
  return page
}

/** Where to ask: within what is still given, and from the start again where what the rows were counted in is no longer. */
function toStart(now: Instant, from: Instant | null, until: Instant | null, after: string | null): PullCursor {
  const oldest = toInstant(now - HORIZON_MS)
  const cursor = after === null ? null : parsePullCursor(after)
  if (cursor && cursor.from >= now - KEPT_MS) return cursor
  const wanted = cursor ?? { from: from ?? oldest, until: until ?? now }
  return { from: toInstant(Math.max(wanted.from, oldest)), until: toInstant(Math.min(wanted.until, now)), offset: 0, first: '' }
}

async function pullPage(client: MpesaClient, { shortCode, pullMethod }: MpesaSettings, cursor: PullCursor, way: Way): Promise<ObjectPage> {
  const asked = {
    ShortCode: shortCode,
    StartDate: toNairobiTime(cursor.from),
    EndDate: toNairobiTime(cursor.until),
    OffSetValue: String(cursor.offset),
  }
  const answer = await client.ask(way, PATH, asked, pullMethod)
  const { answeredAt } = answer
  if (isNone(answer)) return { objects: [], unreadable: [], next: null, oldestAt: null, answeredAt }
  if (answer.status !== 200) throw new RefusedRequest(toPullRefusal(answer, shortCode))
  if (answer.body === null) throw new UnreadableAnswer('it is no JSON object')
  const rows = readRows(answer.body)
  const objects: MirroredObject[] = []
  const unreadable: UnreadableObject[] = []
  for (const row of rows) {
    try {
      objects.push(readMpesaObject('payment', JSON.stringify({ pull: row })))
    } catch (error) {
      if (!(error instanceof UnreadableAnswer)) throw error
      unreadable.push({ kind: 'payment', ref: toRef(row), reason: toSentence(error) })
    }
  }
  return { ...sortNewestFirst(objects), unreadable, next: findNext(rows, cursor), answeredAt }
}

function sortNewestFirst(objects: readonly MirroredObject[]): Pick<ObjectPage, 'objects' | 'oldestAt'> {
  const dated = objects.flatMap((object) => (object.kind === 'deleted' ? [] : [object])).sort((a, b) => b.createdAt - a.createdAt)
  return { objects: dated, oldestAt: dated.at(-1)?.createdAt ?? null }
}

function findNext(rows: readonly Wire[], cursor: PullCursor): string | null {
  const [first] = rows
  if (first === undefined) return null
  const ref = toRef(first)
  if (ref === cursor.first) throw new UnreadableAnswer('it gives the page before once more')
  return toPullCursor({ ...cursor, offset: cursor.offset + rows.length, first: ref })
}

function toRef(row: Wire): string {
  const { transactionId } = row
  return typeof transactionId === 'string' && transactionId !== '' ? transactionId : NAMELESS
}

/** That there is nothing comes as a code, or as a failure of the server. */
function isNone(answer: MpesaAnswer): boolean {
  if (answer.status === 500) return /failed to retrieve transactions/i.test(readMessage(answer))
  return answer.status === 200 && isRecord(answer.body) && readCodeOf(answer.body) === '1001'
}

function readCodeOf(body: Wire): string | null {
  return readText(body, 'ResponseCode')
}

function toPullRefusal(answer: MpesaAnswer, shortCode: string): ProviderError {
  const code = readCode(answer)
  const request = readRequestId(answer)
  if (answer.status === 405 || code.startsWith('405')) {
    return {
      kind: 'missing',
      detail: `M-Pesa pulls transactions by another method: set pullMethod to GET, or to POST where it is GET${request}.`,
    }
  }
  const plain = toRefusal(answer)
  const isClosed =
    plain.kind === 'forbidden' || plain.kind === 'missing' || (answer.status >= 400 && answer.status < 500 && plain.kind === 'unreadable')
  if (isStaleToken(answer) || !isClosed) return plain
  return {
    kind: 'forbidden',
    ...(code === UNREGISTERED ? { isUnregistered: true as const } : {}),
    detail: `Short code ${shortCode} cannot pull transactions: register it once for Pull Transactions with its nominated number, have Safaricom add that product to the Daraja app, and check the short code${request}.`,
  }
}
