import { contract } from './contract.ts'
import { sandbox } from './sandbox.ts'

/** All that a page can ask: the engine's contract, and what hosts answer beside it. */
export const hostContract = { ...contract, sandbox }

export type HostContract = typeof hostContract
