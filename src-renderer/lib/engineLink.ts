import type { ClientContext, ClientLink } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { SignedOut } from './SignedOut.ts'

/** The web host's word for: this session is not known. */
const NOT_KNOWN = 4401
const CONNECT_MS = 5_000

/** One way to the engine; `gone` is aborted when it breaks, with `SignedOut` as its reason where trying again is of no use. */
export interface EngineConnection {
  link: ClientLink<ClientContext>
  gone: AbortSignal
}

type LinkPort = Pick<MessagePort, 'postMessage'> & EventTarget

function toConnection(port: LinkPort): EngineConnection {
  const gone = new AbortController()
  // Before RPCLink's own listener, which rejects what is under way: whoever catches that can then ask `gone`.
  port.addEventListener(
    'close',
    (event) => gone.abort('code' in event && event.code === NOT_KNOWN ? new SignedOut() : new Error('The way to the engine closed')),
    { once: true },
  )
  return { link: new RPCLink({ port: port as MessagePort }), gone: gone.signal }
}

/** Asks the preload for a port; the desktop host makes a fresh one for each asking. */
export function connectByPort(): Promise<EngineConnection> {
  return new Promise((resolve) => {
    function onMessage(event: MessageEvent) {
      const [port] = event.ports
      if (event.source !== window || event.data !== 'engine-port' || !port) return
      window.removeEventListener('message', onMessage)
      const connection = toConnection(port)
      port.start()
      resolve(connection)
    }
    window.addEventListener('message', onMessage)
    window.postMessage('engine-port-wanted', window.location.origin)
  })
}

/** Opens a socket to the web host that served this page. The token goes first; what follows stands in order behind it. */
export function connectBySocket(token: string): Promise<EngineConnection> {
  return new Promise((resolve, reject) => {
    const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws'
    const socket = new WebSocket(`${scheme}://${window.location.host}/engine`)
    // A host that is neither there nor away answers nothing at all; the next attempt may find it back.
    const impatience = setTimeout(() => socket.close(), CONNECT_MS)
    // Closed before it was open, it is no way either: without this the page would wait for ever.
    for (const end of ['close', 'error'])
      socket.addEventListener(
        end,
        () => {
          clearTimeout(impatience)
          reject(new Error('The engine cannot be reached'))
        },
        { once: true },
      )
    socket.addEventListener(
      'open',
      () => {
        clearTimeout(impatience)
        socket.send(token)
        resolve(toConnection(Object.assign(socket, { postMessage: (text: string) => socket.send(text) })))
      },
      { once: true },
    )
  })
}
