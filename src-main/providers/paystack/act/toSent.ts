import type { Sent } from '../../acting.ts'
import { RefusedRequest, UnsentRequest } from '../failures.ts'
import { toProviderError } from '../toProviderError.ts'
import type { FrozenRequest } from './frozenRequest.ts'
import { toReason } from './toReason.ts'

type Kind = FrozenRequest['kind']

/** What it means for a request that this was thrown while, or after, it was sent. */
export function toSent(kind: Kind, error: unknown, signal: AbortSignal): Sent {
  const refused = toRefused(kind, error)
  if (refused) return refused
  return { kind: isTurnedAway(error) ? 'turned-away' : 'lost', error: toProviderError(error, signal) }
}

/** As `toSent`, of what was asked before the request itself: nothing has been done yet, whatever came of it. */
export function toUnsent(kind: Kind, error: unknown, signal: AbortSignal): Sent {
  return toRefused(kind, error) ?? { kind: 'turned-away', error: toProviderError(error, signal) }
}

/** Null where Paystack did not say no to the request itself. */
function toRefused(kind: Kind, error: unknown): Sent | null {
  if (!(error instanceof RefusedRequest) || !error.isOwn) return null
  const { status, code } = error
  if (status >= 500 || [401, 408, 409, 429].includes(status)) return null
  return { kind: 'refused', reason: toReason(kind, error), code, lacksPermission: status === 403 }
}

function isTurnedAway(error: unknown): boolean {
  if (error instanceof UnsentRequest) return true
  if (!(error instanceof RefusedRequest)) return false
  // A page and no JSON with 403 is a gate before Paystack, which lets nothing through.
  return error.status === 429 || error.status === 401 || (error.status === 403 && !error.isOwn)
}
