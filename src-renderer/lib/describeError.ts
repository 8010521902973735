import { ORPCError } from '@orpc/client'
import { EngineLost, EngineUnreachable } from './createReconnectingLink.ts'
import { SignedOut } from './SignedOut.ts'

/** An error as a person reads it: what happened, and what to do. */
export interface DescribedError {
  title: string
  hint: string
}

/** The one place that turns what the engine threw into words. */
export function describeError(error: unknown): DescribedError {
  if (isRefusal(error)) return { title: error.message, hint: error.data.hint }
  if (error instanceof SignedOut) return { title: 'This tab is not signed in', hint: 'Open the address that tierdesk serve printed.' }
  if (error instanceof EngineLost) {
    return {
      title: 'The engine was lost during this call',
      hint: 'It may or may not have been carried out. Look at what is shown now before you do it again.',
    }
  }
  if (error instanceof EngineUnreachable) {
    return {
      title: 'The engine does not answer',
      hint: 'Nothing was sent. The page keeps trying to reach it; if this stays, start Tierdesk again.',
    }
  }
  return { title: 'Something went wrong in the engine', hint: 'Nothing that was stored is lost. The engine’s log says more.' }
}

interface Refusal extends Error {
  data: { code: string; hint: string }
}

/** Whether the engine refused on purpose: asking the same again gets the same answer. */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof ORPCError && error.defined && error.code === 'REFUSED'
}
