import type { ProviderError } from '../provider.ts'
import { BrokenLine, EmptyAccount, RefusedRequest, UnreadableAnswer, WrongMode } from './failures.ts'

/** What the client throws, as one of the few things that can be done about it. Carries no body and no key. */
export function toProviderError(error: unknown, signal: AbortSignal): ProviderError {
  if (signal.aborted) return { kind: 'cancelled', detail: 'It was stopped.' }
  if (error instanceof UnreadableAnswer) return { kind: 'unreadable', detail: toSentence(error) }
  if (error instanceof WrongMode) return { kind: 'wrong-mode', detail: error.message }
  if (error instanceof BrokenLine) {
    return { kind: 'unavailable', retryAfterMs: null, detail: `Paystack could not be reached: ${toCause(error)}.` }
  }
  if (error instanceof RefusedRequest) return toRefusal(error)
  if (error instanceof EmptyAccount)
    return {
      kind: 'missing',
      detail: 'Paystack names an account only on what it holds, and this one is empty: make a plan or a customer first.',
    }
  throw error
}

/** What was wrong with an answer, for people. */
export function toSentence(error: UnreadableAnswer): string {
  return `Paystack's answer cannot be read: ${error.message}.`
}

function toRefusal({ status, code, isOwn, isMissing, retryAfterMs }: RefusedRequest): ProviderError {
  if (status === 429) return { kind: 'rate-limited', scope: 'account', retryAfterMs, detail: 'Paystack asked for fewer requests.' }
  if (status === 401) return { kind: 'unauthorized', detail: 'Paystack refused the key.' }
  if (status === 403 && isOwn) return { kind: 'forbidden', detail: 'The key has no permission for this, or not from this address.' }
  // A page and no JSON is a gate before Paystack: it says nothing of the key.
  if (status === 403) return { kind: 'unavailable', retryAfterMs, detail: 'Something before Paystack turned the request away.' }
  if (isMissing) return { kind: 'missing', detail: 'Paystack does not have it.' }
  if (status >= 500 || status === 408 || status === 409)
    return { kind: 'unavailable', retryAfterMs, detail: `Paystack answered ${status}.` }
  return { kind: 'unreadable', detail: `Paystack answered ${status}${code === null ? '' : ` ${code}`}.` }
}

function toCause(error: BrokenLine): string {
  const code = findCode(error)
  if (code === 'ECONNREFUSED') return 'nothing answers at that address'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'its name is not known here (offline?)'
  if (code) return code
  return isTimeout(error) ? 'no answer in time' : 'the line broke'
}

function isTimeout({ cause }: BrokenLine): boolean {
  return cause instanceof Error && cause.name === 'TimeoutError'
}

function findCode(error: unknown, depth = 0): string | null {
  if (!(error instanceof Error) || depth > 5) return null
  if ('code' in error && typeof error.code === 'string' && /^E[A-Z_]+$|^UND_/.test(error.code)) return error.code
  return findCode(error.cause, depth + 1)
}
