import Stripe from 'stripe'
import type { ProviderError } from '../provider.ts'
import { readHeader } from './readHeader.ts'

/** What the SDK throws, as one of the few things that can be done about it. Carries no body and no key. */
export function toProviderError(error: unknown, signal: AbortSignal): ProviderError {
  if (signal.aborted) return { kind: 'cancelled', detail: 'It was stopped.' }
  if (error instanceof UnreadableAnswer) return { kind: 'unreadable', detail: toSentence(error) }
  if (error instanceof WrongMode) return { kind: 'wrong-mode', detail: error.message }
  if (!(error instanceof Stripe.errors.StripeError)) throw error
  const status = error.statusCode
  const request = error.requestId ? ` (request ${error.requestId})` : ''
  const retryAfterMs = readRetryAfterMs(error.headers)
  if (error instanceof Stripe.errors.StripeConnectionError || status === undefined) {
    const noJson = findNoJson(error)
    const detail = noJson
      ? `Stripe answered ${noJson.status} with what is no JSON${request}.`
      : `Stripe could not be reached: ${toCause(error)}.`
    return { kind: 'unavailable', retryAfterMs, detail }
  }
  // Stripe also says "rate limited" with 400; the SDK sorts both into this class.
  if (error instanceof Stripe.errors.StripeRateLimitError)
    return { kind: 'rate-limited', scope: readScope(error), retryAfterMs, detail: `Stripe asked for fewer requests${request}.` }
  if (status === 401) return { kind: 'unauthorized', detail: `Stripe refused the key${request}.` }
  if (status === 403) return { kind: 'forbidden', detail: `The key has no permission for this${request}.` }
  // A list asked for after an object that is gone answers 400 with this code.
  if (status === 404 || error.code === 'resource_missing') return { kind: 'missing', detail: `Stripe does not have it${request}.` }
  if (status >= 500 || status === 409) return { kind: 'unavailable', retryAfterMs, detail: `Stripe answered ${status}${request}.` }
  return { kind: 'unreadable', detail: `Stripe answered ${status} ${error.code ?? error.type}${request}.` }
}

/** What was wrong with an answer, for people. */
export function toSentence(error: UnreadableAnswer): string {
  return `Stripe's answer cannot be read: ${error.message}.`
}

/** An answer that is not what Stripe documents. Its message goes on after "the answer cannot be read:". */
export class UnreadableAnswer extends Error {}

/** An answer that is no JSON: a page of somebody between, or one that broke off. */
export class NoJson extends Error {
  readonly status: number

  constructor(status: number) {
    super(`it answered ${status} with what is no JSON`)
    this.status = status
  }
}

/** A request that did not leave. */
export class UnsentRequest extends Error {}

/** Test data where live is meant, or the other way round. */
export class WrongMode extends Error {}

/** Stripe names the limit that was reached; an object that somebody else is at just now has no such name. */
function readScope({ headers, code }: InstanceType<typeof Stripe.errors.StripeError>): 'account' | 'endpoint' | 'object' {
  const reason = readHeader(headers, 'stripe-rate-limited-reason')
  if (reason?.startsWith('endpoint')) return 'endpoint'
  return reason === 'resource-specific' || code === 'lock_timeout' ? 'object' : 'account'
}

/** In seconds or as a date; what is neither, or beyond an hour, is no advice. */
function readRetryAfterMs(headers: Headers | Record<string, string> | undefined): number | null {
  const value = readHeader(headers, 'retry-after')
  if (!value) return null
  const seconds = /^\d+(\.\d+)?$/.test(value) ? Number(value) : (Date.parse(value) - Date.parse(readHeader(headers, 'date') ?? '')) / 1000
  return Number.isFinite(seconds) && seconds >= 0 && seconds <= 3600 ? Math.ceil(seconds * 1000) : null
}

function toCause(error: Error): string {
  const code = findCode(error)
  if (code === 'ECONNREFUSED') return 'nothing answers at that address'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'its name is not known here (offline?)'
  if (code) return `the line broke (${code})`
  return /timed? ?out|timeout/i.test(error.message) ? 'no answer in time' : 'the line broke'
}

function findNoJson(error: unknown, depth = 0): NoJson | null {
  if (error instanceof NoJson) return error
  if (typeof error !== 'object' || error === null || depth > 5) return null
  const { cause, detail } = error as { cause?: unknown; detail?: unknown }
  return findNoJson(cause, depth + 1) ?? findNoJson(detail, depth + 1)
}

function findCode(error: unknown, depth = 0): string | null {
  if (typeof error !== 'object' || error === null || depth > 5) return null
  const { code, cause, detail } = error as { code?: unknown; cause?: unknown; detail?: unknown }
  if (typeof code === 'string' && /^E[A-Z_]+$|^UND_/.test(code)) return code
  return findCode(cause, depth + 1) ?? findCode(detail, depth + 1)
}
