import { ORPCError } from '@orpc/client'
import { EngineLost, EngineUnreachable } from './createReconnectingLink.ts'
import { SignedOut } from './SignedOut.ts'

/** An error as a person reads it: what happened, and what to do. */
export interface DescribedError {
  title: string
  hint: string
}

/** The one place that turns what the engine threw into words. */
export function describeError(error: unknown, isDesktop = window.location.protocol === 'app:'): DescribedError {
  if (isRefusal(error)) {
    // The engine's own hint speaks to somebody at a terminal.
    return { title: error.message, hint: error.data.code === 'key-not-kept' ? describeNoSeal(isDesktop) : error.data.hint }
  }
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

function describeNoSeal(isDesktop: boolean): string {
  return isDesktop
    ? 'The system has no keychain that keeps secrets safe. Start Tierdesk with TIERDESK_PASSPHRASE set, or connect on the command line with --secret-env NAME.'
    : 'Start tierdesk serve with TIERDESK_PASSPHRASE set, or connect on the command line with --secret-env NAME.'
}

interface Refusal extends Error {
  data: { code: string; hint: string }
}

/** Whether the engine refused on purpose: asking the same again gets the same answer. */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof ORPCError && error.defined && error.code === 'REFUSED'
}
