import type { ProviderError } from '../provider.ts'
import { isStaleToken, type MpesaAnswer, readCode, readMessage, readRequestId } from './mpesaAnswer.ts'
import { toSentence, UnreadableAnswer } from './unreadableAnswer.ts'

/** An answer that was no answer to what was asked. */
export class RefusedRequest extends Error {
  readonly reason: ProviderError

  constructor(reason: ProviderError) {
    super(reason.detail)
    this.reason = reason
  }
}

/** What is thrown on the way to an answer, as one of the few things that can be done about it. Carries no body and no key. */
export function toProviderError(error: unknown, signal: AbortSignal): ProviderError {
  if (signal.aborted) return { kind: 'cancelled', detail: 'It was stopped.' }
  if (error instanceof RefusedRequest) return error.reason
  if (error instanceof UnreadableAnswer) return { kind: 'unreadable', detail: toSentence(error) }
  if (!(error instanceof Error) || !isOfTheLine(error)) throw error
  return { kind: 'unavailable', retryAfterMs: null, detail: `M-Pesa could not be reached: ${toCause(error)}.` }
}

/** What a refusal means that says nothing about what was asked. */
export function toRefusal(answer: MpesaAnswer): ProviderError {
  const { status, retryAfterMs } = answer
  const code = readCode(answer)
  const request = readRequestId(answer)
  const limit = findLimit(answer, code)
  if (limit) return { kind: 'rate-limited', scope: limit, retryAfterMs, detail: `M-Pesa asked for fewer requests${request}.` }
  if (isStaleToken(answer)) return { kind: 'unauthorized', detail: `M-Pesa takes no access token of this app${request}.` }
  if (isOtherProduct(code) || status === 403) {
    return { kind: 'forbidden', detail: `The Daraja app may not ask this: the product is not among its own${request}.` }
  }
  if (status >= 500) return { kind: 'unavailable', retryAfterMs, detail: `M-Pesa answered ${toWords(status, code)}${request}.` }
  if (status === 404 || status === 405)
    return { kind: 'missing', detail: `M-Pesa does not offer this (${toWords(status, code)})${request}.` }
  if (status >= 300 && status < 400) return { kind: 'unreadable', detail: `M-Pesa's address leads elsewhere (${status}).` }
  return { kind: 'unreadable', detail: `M-Pesa answered ${toWords(status, code)}${request}.` }
}

/** A spike arrest comes as 429 with the gateway's fault, or, by the documentation, as 500 with a code. */
function findLimit(answer: MpesaAnswer, code: string): 'account' | 'endpoint' | null {
  if (code === '500.003.03' || code === 'policies.ratelimit.QuotaViolation') return 'account'
  if (code === '500.003.02' || answer.status === 429 || code.startsWith('policies.ratelimit.')) return 'endpoint'
  return /spike arrest/i.test(readMessage(answer)) ? 'endpoint' : null
}

/** The gateway's words for an app that was not given a product. */
function isOtherProduct(code: string): boolean {
  return code === 'oauth.v2.InvalidApiKeyForGivenResource' || code.startsWith('keymanagement.service.InvalidAPICall')
}

function toWords(status: number, code: string): string {
  return code === '' ? String(status) : `${status} ${code}`
}

/** `fetch` throws a TypeError when the line breaks, and whatever the signal was aborted with. */
function isOfTheLine(error: Error): boolean {
  return error.name === 'TimeoutError' || error.name === 'AbortError' || isBrokenFetch(error) || findCode(error) !== null
}

/** A mistake of ours is a TypeError as well, and no outside failure. */
function isBrokenFetch(error: Error): boolean {
  return error instanceof TypeError && /^(fetch failed|terminated)$/.test(error.message)
}

function toCause(error: Error): string {
  const code = findCode(error)
  if (code === 'ECONNREFUSED') return 'nothing answers at that address'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'its name is not known here (offline?)'
  if (code) return code
  return error.name === 'TimeoutError' ? 'no answer in time' : 'the line broke'
}

function findCode(error: unknown, depth = 0): string | null {
  if (typeof error !== 'object' || error === null || depth > 5) return null
  const { code, cause } = error as { code?: unknown; cause?: unknown }
  if (typeof code === 'string' && /^E[A-Z_]+$|^UND_|^HPE_|^ERR_SSL|^CERT_/.test(code)) return code
  return findCode(cause, depth + 1)
}
