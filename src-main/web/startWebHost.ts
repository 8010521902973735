import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { type WebSocket, WebSocketServer } from 'ws'
import { AppError } from '../../src-shared/model/appError.ts'
import { assertNever } from '../../src-shared/model/assert.ts'
import type { EngineOptions } from '../engine/createEngine.ts'
import { type EngineKeeper, keepEngine } from '../keepEngine.ts'
import { systemClock } from '../nodePorts.ts'
import type { Log } from '../ports.ts'
import type { Page } from '../readPages.ts'
import { createSessions, type Sessions } from './createSessions.ts'
import { startEngineWorker } from './startEngineWorker.ts'

const NOT_SIGNED_IN = 4401
const TOKEN_WAIT_MS = 5_000
const LONGEST_MESSAGE = 1_000_000
const LONGEST_CODE = 200
const MOST_CONNECTIONS = 500
const REQUEST_MS = 10_000
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost'])

export interface WebHostOptions {
  host: string
  port: number
  pages: ReadonlyMap<string, Page>
  workerFile: string
  engine: EngineOptions
  log: Log
  /** A browser was let in: the address with the next code. */
  onNextAddress: (address: string) => void
}

export interface WebHost {
  /** With a code that lets one browser in. */
  readonly address: string
  readonly port: number
  stop(): Promise<void>
}

/** Serves the console on this machine alone, once its engine is ready. Throws an `AppError` where it cannot be. */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  if (!LOOPBACK.has(options.host)) {
    throw new AppError(
      'usage',
      `The console is served on this machine alone, and ${options.host} is not a loopback address.`,
      'Use 127.0.0.1, ::1 or localhost.',
    )
  }
  const server = createServer({ requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS, maxHeaderSize: 16_384, keepAliveTimeout: 5_000 })
  server.maxConnections = MOST_CONNECTIONS
  await listen(server, options)
  const { keeper, ready } = startKeeper(options)
  const { port } = server.address() as AddressInfo
  const authority = `${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`
  const toAddress = (code: string) => `http://${authority}/#code=${code}`
  const sessions: Sessions = createSessions(() => options.onNextAddress(toAddress(sessions.code)))
  const sockets = acceptPages(server, authority, sessions, keeper)
  server.on('request', (request, response) => answer(request, response, { authority, pages: options.pages, sessions }))
  // Answered from the first moment on: a tab that waits for its host to come back would wait for ever on a request that nobody hears.
  await ready.catch((error: unknown) => {
    server.closeAllConnections()
    server.close()
    throw error
  })

  return {
    get address() {
      return toAddress(sessions.code)
    },
    port,
    stop: async () => {
      for (const socket of sockets) socket.terminate()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await keeper.stop()
    },
  }
}

/** What pages ask before the engine is ready waits for it. */
function startKeeper({ workerFile, engine, log }: WebHostOptions): { keeper: EngineKeeper<MessagePort>; ready: Promise<void> } {
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>()
  const keeper = keepEngine<MessagePort>({
    start: () => startEngineWorker(workerFile, engine),
    clock: systemClock,
    log,
    onReady: resolve,
    onRefused: ({ code, message, hint }) => {
      log(`the engine cannot open the workspace: ${message}`)
      reject(new AppError(code, message, hint))
    },
  })
  return { keeper, ready }
}

function listen(server: Server, { host, port }: WebHostOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject(
        new AppError(
          'serve-failed',
          `Nothing can be served on ${host}:${port}: ${error.message}.`,
          'Choose another with --port, or 0 for any free one.',
          { cause: error },
        ),
      ),
    )
    server.listen(port, host, resolve)
  })
}

interface Answering {
  authority: string
  pages: ReadonlyMap<string, Page>
  sessions: Sessions
}

type Decision = { kind: 'page'; page: Page } | { kind: 'session' } | { kind: 'refused'; status: number }

/** A page of another site can reach a loopback server through a name of its own: only our exact name is answered. */
function decide(request: IncomingMessage, { authority, pages }: Answering): Decision {
  if (request.headers.host !== authority) return { kind: 'refused', status: 421 }
  const path = request.url?.split('?', 1)[0] ?? ''
  if (path === '/session') {
    if (request.method !== 'POST') return { kind: 'refused', status: 405 }
    return request.headers.origin === `http://${authority}` ? { kind: 'session' } : { kind: 'refused', status: 403 }
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return { kind: 'refused', status: 405 }
  const page = pages.get(path)
  return page ? { kind: 'page', page } : { kind: 'refused', status: 404 }
}

function answer(request: IncomingMessage, response: ServerResponse, parts: Answering): void {
  const decision = decide(request, parts)
  switch (decision.kind) {
    case 'page':
      response.writeHead(200, decision.page.headers)
      response.end(request.method === 'HEAD' ? undefined : decision.page.body)
      break
    case 'session':
      void admitByCode(request, response, parts.sessions)
      break
    case 'refused':
      refuse(response, decision.status)
      break
    default:
      assertNever(decision)
  }
}

async function admitByCode(request: IncomingMessage, response: ServerResponse, sessions: Sessions): Promise<void> {
  let code = ''
  try {
    for await (const chunk of request) {
      code += String(chunk)
      if (code.length > LONGEST_CODE) break
    }
  } catch {
    // The browser went away in the middle of its request: there is nobody left to answer.
    return
  }
  const token = sessions.admit(code.trim())
  if (token === null) {
    refuse(response, 403)
    return
  }
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  response.end(JSON.stringify({ token }))
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/plain', connection: 'close' })
  response.end()
}

/** Lets in who shows a session's token first; from then on text is piped, and the engine's language is not known here. */
function acceptPages(server: Server, authority: string, sessions: Sessions, keeper: EngineKeeper<MessagePort>): Set<WebSocket> {
  const sockets = new Set<WebSocket>()
  const wss = new WebSocketServer({ noServer: true, maxPayload: LONGEST_MESSAGE, perMessageDeflate: false })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    if (request.headers.host !== authority || request.headers.origin !== `http://${authority}` || request.url !== '/engine') {
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n')
      return
    }
    wss.handleUpgrade(request, socket, head, admitByToken)
  })

  function admitByToken(socket: WebSocket): void {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.terminate())
    const impatience = setTimeout(() => socket.close(NOT_SIGNED_IN), TOKEN_WAIT_MS)
    socket.once('close', () => clearTimeout(impatience))
    socket.once('message', (first) => {
      clearTimeout(impatience)
      if (sessions.isKnown(String(first))) pipe(socket)
      else socket.close(NOT_SIGNED_IN)
    })
  }

  function pipe(socket: WebSocket): void {
    const { port1, port2 } = new MessageChannel()
    keeper.give(port2)
    socket.on('message', (data, isBinary) => (isBinary ? socket.close(1003) : port1.postMessage(String(data))))
    socket.on('close', () => port1.close())
    port1.on('message', (text: string) => socket.send(text))
    port1.on('close', () => socket.close(1011))
  }

  return sockets
}
