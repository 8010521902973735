import type { World } from '../world/createWorld.ts'
import type { Wire } from '../world/params.ts'

/** What is put into the envelope of an answer. */
export interface Answer {
  message: string
  data?: unknown
  meta?: Wire
  /** 200 where nothing is said. */
  status?: number
}

/** One thing that can be asked of the stand-in. */
export interface Operation {
  /** `GET /customer/:id`; null for what only the sandbox's owner can make happen. */
  route: string | null
  isReadOnly: boolean
  run: Run
}

type Run = (world: World, params: Wire, id: string) => Answer

export function read(route: string, run: Run): Operation {
  return { route, isReadOnly: true, run }
}

export function write(route: string, run: Run): Operation {
  return { route, isReadOnly: false, run }
}

/** What people and banks do, and no API. */
export function happen(run: Run): Operation {
  return { route: null, isReadOnly: false, run }
}
