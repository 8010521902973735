import { QueryClient } from '@tanstack/react-query'
import { EngineUnreachable } from './createReconnectingLink.ts'
import { isRefusal } from './describeError.ts'
import { SignedOut } from './SignedOut.ts'

/** Two more tries carry a question over an engine's death. */
const TRIES_AGAIN = 2

export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        // The engine is on this machine: that the network is away says nothing about it.
        networkMode: 'always',
        retry: (failures, error) => failures < TRIES_AGAIN && isWorthAsking(error),
      },
      mutations: { retry: 0, networkMode: 'always' },
    },
  })
}

function isWorthAsking(error: unknown): boolean {
  return !isRefusal(error) && !(error instanceof SignedOut) && !(error instanceof EngineUnreachable)
}
