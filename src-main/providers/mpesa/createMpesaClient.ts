import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import type { Way } from '../provider.ts'
import { createTokens, type Token } from './createTokens.ts'
import { isStaleToken, type MpesaAnswer, readCode } from './mpesaAnswer.ts'
import type { MpesaKey } from './mpesaKey.ts'
import { isRecord, parseJson, type Wire } from './readWire.ts'
import { type Response, sendRequest } from './sendRequest.ts'
import { RefusedRequest, toRefusal } from './toProviderError.ts'
import { UnreadableAnswer } from './unreadableAnswer.ts'

const TOKEN_PATH = '/oauth/v1/generate'
/** Advice to wait longer is none. */
const LONGEST_WAIT_MS = 3_600_000

export interface MpesaClient {
  /** Daraja's clock, as far as it was heard: ours where it was not. */
  now(): Instant
  /** Makes sure of a token, which proves the key. Throws where there is none. */
  enter(way: Way): Promise<void>
  /**
   * Asks one thing, and once more where the token was refused: another program of the same app may have taken a new one, which ends ours.
   *
   * Every answer is given, a refusal too.
   */
  ask(way: Way, path: string, body: Wire, method?: 'GET' | 'POST'): Promise<MpesaAnswer>
  /** As `ask`, and never more than once: for what must not be done twice. */
  askOnce(way: Way, path: string, body: Wire): Promise<MpesaAnswer>
}

/** @param nowMs the clock on the wall, where Daraja's is not heard */
export function createMpesaClient(key: MpesaKey, address: string, nowMs: () => number): MpesaClient {
  /** How far Daraja's clock is ahead of ours. */
  let aheadMs = 0
  const now = () => toInstant(nowMs() + aheadMs)
  const tokens = createTokens(takeToken, now)

  async function takeToken(way: Way): Promise<Token> {
    await way.admit(TOKEN_PATH)
    const basic = Buffer.from(`${key.consumerKey}:${key.consumerSecret}`).toString('base64')
    const url = `${address}${TOKEN_PATH}?grant_type=client_credentials`
    const answer = hear(await sendRequest({ method: 'GET', url, headers: { authorization: `Basic ${basic}` }, body: null }, way.signal))
    if (answer.status === 200) return readToken(answer)
    throw new RefusedRequest(
      isBadKey(answer) ? { kind: 'unauthorized', detail: 'M-Pesa refused the consumer key and secret.' } : toRefusal(answer),
    )
  }

  async function send(way: Way, token: string, path: string, body: Wire, method: 'GET' | 'POST'): Promise<MpesaAnswer> {
    await way.admit(path)
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    return hear(await sendRequest({ method, url: `${address}${path}`, headers, body: JSON.stringify(body) }, way.signal))
  }

  function hear(response: Response): MpesaAnswer {
    const heardAt = Date.parse(response.date ?? '')
    if (!Number.isNaN(heardAt)) aheadMs = heardAt - nowMs()
    const body = parseJson(response.text)
    return {
      status: response.status,
      body: isRecord(body) ? body : null,
      answeredAt: Number.isNaN(heardAt) ? now() : toInstant(heardAt),
      retryAfterMs: readRetryAfterMs(response.retryAfter, heardAt),
    }
  }

  return {
    now,
    enter: async (way) => void (await tokens.get(way)),
    async ask(way, path, body, method = 'POST') {
      const token = await tokens.get(way)
      const answer = await send(way, token, path, body, method)
      if (!isStaleToken(answer)) return answer
      tokens.drop(token)
      const next = await tokens.get(way)
      const again = await send(way, next, path, body, method)
      if (isStaleToken(again)) tokens.drop(next)
      return again
    },
    async askOnce(way, path, body) {
      const token = await tokens.get(way)
      const answer = await send(way, token, path, body, 'POST')
      if (isStaleToken(answer)) tokens.drop(token)
      return answer
    },
  }
}

/** `expires_in` is a number in the documentation and text on the wire. */
function readToken({ body, answeredAt }: MpesaAnswer): Token {
  const text = body?.['access_token']
  const told = body?.['expires_in']
  const seconds = typeof told === 'string' || typeof told === 'number' ? Number(told) : Number.NaN
  if (typeof text !== 'string' || !/^[\x21-\x7e]{1,4000}$/.test(text)) throw new UnreadableAnswer('it holds no access token')
  if (!Number.isFinite(seconds) || seconds <= 0 || seconds > 86_400) throw new UnreadableAnswer('its token has no end')
  return { text, expiresAt: toInstant(answeredAt + seconds * 1000) }
}

/** A key that is not taken is answered with 400 or 401, a code for "wrong authentication" or nothing at all. */
function isBadKey(answer: MpesaAnswer): boolean {
  if (answer.status === 401) return true
  const code = readCode(answer)
  return answer.status === 400 && (code === '400.008.01' || (code === '' && answer.body === null))
}

/** In seconds or as a date; what is neither, or beyond an hour, is no advice. */
function readRetryAfterMs(value: string | null, heardAt: number): number | null {
  if (!value) return null
  const ms = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - heardAt
  return Number.isFinite(ms) && ms >= 0 && ms <= LONGEST_WAIT_MS ? Math.ceil(ms) : null
}
