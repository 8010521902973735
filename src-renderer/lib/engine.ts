import { type ClientContext, type ClientLink, createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { createContext, useContext } from 'react'
import type { HostContract } from '../../src-shared/contract/hostContract.ts'
import { invariant } from '../../src-shared/model/assert.ts'

export type EngineClient = ContractRouterClient<HostContract>

/** The engine as the page asks it: `client` for commands, `ask` for answers that are kept by method and input. */
export interface Engine {
  client: EngineClient
  ask: ReturnType<typeof createTanstackQueryUtils<EngineClient>>
}

export function createEngine(client: EngineClient): Engine {
  return { client, ask: createTanstackQueryUtils(client) }
}

export function createLinkedEngine(link: ClientLink<ClientContext>): Engine {
  return createEngine(createORPCClient<EngineClient>(link))
}

export const EngineContext = createContext<Engine | null>(null)

export function useEngine(): Engine {
  const engine = useContext(EngineContext)
  invariant(engine, 'every screen stands inside an EngineContext')
  return engine
}
