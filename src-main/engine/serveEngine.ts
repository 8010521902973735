import type { AnyRouter } from '@orpc/server'
import { RPCHandler } from '@orpc/server/websocket'
import type { TextPort } from '../../src-shared/model/port.ts'
import type { Log } from '../ports.ts'

/**
 * Answers on any number of ports.
 *
 * oRPC's WebSocket handler is used one message at a time, because its own listeners (and its message-port adapter)
 * leave the promise of a malformed message unhandled, which ends the process (middleapi/orpc#1615, seen with 1.16.1).
 */
export function serveEngine(router: AnyRouter, log: Log): (port: TextPort) => void {
  const handler = new RPCHandler(router)
  return (port) => {
    const peer = { send: (text: string) => port.send(text), addEventListener: () => {} } as unknown as Parameters<typeof handler.message>[0]
    port.onText((text) => {
      handler.message(peer, text).catch((error: unknown) => {
        log(`port dropped: ${error instanceof Error ? error.name : 'unreadable message'}`)
        handler.close(peer)
        port.close()
      })
    })
    port.onClose(() => handler.close(peer))
  }
}
