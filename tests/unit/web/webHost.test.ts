import { request as httpRequest } from 'node:http'
import { type Socket, connect as tcpConnect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { buildIfStale } from '../../../scripts/build.js'
import { readPages } from '../../../src-main/readPages.ts'
import { startWebHost, type WebHost } from '../../../src-main/web/startWebHost.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { openWebClient, signIn } from '../../fixtures/openWebClient.ts'

const OUT = join(import.meta.dirname, '..', '..', '..', 'out')

let world: World
let host: WebHost
let origin: string
let token: string
const offered: string[] = []

beforeAll(async () => {
  buildIfStale()
  world = await createWorld(150)
  await world.connect()
  const engine = world.open()
  await engine.client.sync.start({})
  await engine.stop()
  host = await start('127.0.0.1')
  origin = new URL(host.address).origin
  token = await signIn(host.address)
}, 90_000)

afterAll(async () => {
  await host.stop()
  await world.end()
})

function start(address: string, access: 'read' | 'write' = 'write'): Promise<WebHost> {
  return startWebHost({
    host: address,
    port: 0,
    pages: readPages(join(OUT, 'renderer')),
    workerFile: join(OUT, 'main', 'engineWorker.js'),
    engine: { folder: world.folder, access, what: 'a test', pollMs: null },
    log: () => {},
    onNextAddress: (next) => offered.push(next),
  })
}

/** A request with headers that `fetch` would not let us write. */
function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ status: number; headers: Record<string, unknown>; body: string }> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body = '' } = options
    const request = httpRequest(
      { host: '127.0.0.1', port: host.port, path, method, headers: { host: new URL(origin).host, ...headers } },
      (response) => {
        let text = ''
        response.on('data', (chunk) => {
          text += String(chunk)
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}

/** How an upgrade is answered: the HTTP status, or 101 where the socket opened. */
function upgrade(options: { origin?: string; host?: string; path?: string }): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}${options.path ?? '/engine'}`, {
      ...(options.origin === undefined ? {} : { origin: options.origin }),
      headers: { host: options.host ?? new URL(origin).host },
    })
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0)
      socket.terminate()
    })
    socket.on('error', () => {})
    socket.on('open', () => {
      resolve(101)
      socket.terminate()
    })
  })
}

async function expectAlive(): Promise<void> {
  const { client, socket } = await openWebClient(origin, token)
  expect(await client.companies.count({})).toEqual({ total: 150, isAtLeast: false })
  socket.close()
}

describe('pages', () => {
  test('are served with a policy under which nothing inline runs', async () => {
    const { status, headers, body } = await ask('/')
    expect(status).toBe(200)
    expect(body).toContain('<title>')
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['set-cookie']).toBeUndefined()
  })

  test.each(['/../../package.json', '/..%2f..%2fpackage.json', '/assets/../index.html/..', '/%00', '//etc/passwd', '/index.html%20'])(
    'do not reach beyond the built folder by %s',
    async (path) => {
      expect((await ask(path)).status).toBe(404)
    },
  )

  test.each(['localhost:1', 'evil.test', '127.0.0.1'])('are not served to a page that calls us %j', async (name) => {
    expect((await ask('/', { headers: { host: name } })).status).toBe(421)
  })

  test('are not served to another method', async () => {
    expect((await ask('/', { method: 'DELETE' })).status).toBe(405)
  })
})

describe('signing in', () => {
  const post = (body: string, headers: Record<string, string> = { origin }) => ask('/session', { method: 'POST', headers, body })

  test('takes a code once', async () => {
    const code = host.address.split('#code=')[1] ?? ''
    const first = await post(code)
    expect(first.status).toBe(200)
    expect((await post(code)).status).toBe(403)
    expect(offered.at(-1)).toBe(host.address)
    expect(host.address).not.toContain(code)
  })

  test.each(['', 'guess', '0'.repeat(32), 'x'.repeat(100_000)])('refuses %.10s', async (code) => {
    expect((await post(code)).status).toBe(403)
  })

  test('refuses another site and no site, whatever the code, and leaves the code good', async () => {
    const code = host.address.split('#code=')[1] ?? ''
    expect((await post(code, { origin: 'http://evil.test' })).status).toBe(403)
    expect((await post(code, {})).status).toBe(403)
    expect((await post(code)).status).toBe(200)
  })
})

describe('the way to the engine', () => {
  test('opens for our own page alone', async () => {
    expect(await upgrade({ origin })).toBe(101)
    expect(await upgrade({})).toBe(403)
    expect(await upgrade({ origin: 'http://evil.test' })).toBe(403)
    expect(await upgrade({ origin: 'null' })).toBe(403)
    expect(await upgrade({ origin, host: 'evil.test' })).toBe(403)
    expect(await upgrade({ origin, path: '/other' })).toBe(403)
  })

  test('answers nothing without a known token, and says that the tab is not signed in', async () => {
    const { client, closed } = await openWebClient(origin, 'guessed')
    const answer = client.companies.count({}).then(
      () => 'answered',
      () => 'refused',
    )
    expect(await closed).toBe(4401)
    expect(await answer).toBe('refused')
  })

  test('answers for a session', expectAlive)

  test.each([
    ['text that is no message', 'not json', 1011],
    ['an empty object', '{}', 1011],
    ['null', 'null', 1011],
    ['a binary message', Buffer.from([1, 2, 3]), 1003],
    ['a message beyond a million bytes', 'x'.repeat(1_000_001), 1009],
  ])('ends for the one that sends %s, and for nobody else', async (_name, message, code) => {
    const other = await openWebClient(origin, token)
    const { socket, closed } = await openWebClient(origin, token)
    socket.send(message)
    expect(await closed).toBe(code)
    expect((await other.client.companies.count({})).total).toBe(150)
    other.socket.close()
  })

  test('tells a refusal with its code and hint, and nothing of the inside of what breaks', async () => {
    const { client, socket } = await openWebClient(origin, token)
    await expect(client.companies.get({ company: 'nobody' })).rejects.toMatchObject({
      code: 'REFUSED',
      defined: true,
      data: { code: 'company-missing', hint: expect.any(String) },
    })
    await expect(client.companies.list({ limit: 0 })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    socket.close()
  })

  test('stays open for others under a thousand idle connections', async () => {
    const idle: Socket[] = []
    for (let index = 0; index < 1_000; index++) {
      const socket = tcpConnect(host.port, '127.0.0.1')
      socket.on('error', () => {})
      idle.push(socket)
    }
    const { client, socket } = await retry(() => openWebClient(origin, token))
    expect((await client.companies.count({})).total).toBe(150)
    socket.close()
    for (const each of idle) each.destroy()
  }, 60_000)
})

/** A full house refuses at the door; a browser tries again. */
async function retry<T>(attempt: () => Promise<T>, tries = 40): Promise<T> {
  try {
    return await attempt()
  } catch (error) {
    if (tries === 0) throw error
    await new Promise((resolve) => setTimeout(resolve, 500))
    return retry(attempt, tries - 1)
  }
}

test.each(['0.0.0.0', '192.168.1.4', 'example.com'])('%s is not a place to serve on', async (address) => {
  await expect(start(address)).rejects.toMatchObject({ code: 'usage' })
})

test('a workspace that is held is refused with its holder', async () => {
  await expect(start('127.0.0.1')).rejects.toMatchObject({ code: 'workspace-in-use' })
})

test('a workspace that is held may be looked at beside its holder, and not changed', async () => {
  const looking = await start('127.0.0.1', 'read')
  try {
    const place = new URL(looking.address).origin
    const { client, socket } = await openWebClient(place, await signIn(looking.address))
    expect(await client.workspace.describe({})).toMatchObject({ canWrite: false, trouble: { code: 'workspace-read-only' } })
    expect((await client.companies.list({})).items).not.toEqual([])
    await expect(client.notes.add({ company: 'cus_T000001', text: 'x' })).rejects.toMatchObject({ data: { code: 'workspace-read-only' } })
    socket.close()
  } finally {
    await looking.stop()
  }
})
