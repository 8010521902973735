import type { ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { createRandom } from '../../fixtures/createRandom.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { type Fault, fail, send } from '../../fixtures/startStripe.ts'

const SEEDS = Number(process.env['TIERDESK_FAULT_SEEDS'] ?? 5)
const FIRST_SEED = Number(process.env['TIERDESK_SEED'] ?? 20261121)
const SYNCS_UNDER_FAULTS = 6
const FAULT_RATE = 0.35

type Spoil = (response: ServerResponse, path: string, world: World) => void

/** What a line, a proxy or a provider in trouble does to an answer. */
const SPOILS: Record<string, Spoil> = {
  '429, try in 0 s': (response) => throttle(response, '0'),
  '429, try in a year': (response) => throttle(response, '31536000'),
  '429, try at a date': (response) => throttle(response, 'Fri, 20 Nov 2026 09:00:30 GMT'),
  '429, try soon': (response) => throttle(response, 'soon'),
  '500 with a page': (response) => {
    response.writeHead(500, { 'content-type': 'text/html' })
    response.end('<html><h1>Internal error</h1></html>')
  },
  '503 in JSON': (response) => void fail(response, 503, 'api_error', undefined, 'unavailable'),
  'reset before a word': (response) => void response.socket?.destroy(),
  'reset in the middle': (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100000' })
    response.write('{"object":"list","data":[{"id":"cus_')
    setImmediate(() => response.socket?.destroy())
  },
  'JSON cut off': (response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end('{"object":"list","data":[{"id":"cus_T0')
  },
  'gzip that is none': (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
    response.end('not gzip')
  },
  'an empty list': (response, path) => void send(response, { object: 'list', data: [], has_more: false, url: path }),
  'a list of something else': (response, path) =>
    void send(response, { object: 'list', data: [{ id: 'sub_1', object: 'subscription' }], has_more: false, url: path }),
  'the first page again': (response, path, world) =>
    void send(response, { object: 'list', data: world.stripe.customers.slice(0, 100), has_more: false, url: path }),
}

function throttle(response: ServerResponse, retryAfter: string): void {
  response.setHeader('retry-after', retryAfter)
  fail(response, 429, 'invalid_request_error', 'rate_limit', 'slow down')
}

test.each(Array.from({ length: SEEDS }, (_, index) => FIRST_SEED + index))(
  'after a bad line the mirror is the provider, object by object, and no bad run was called good: seed %i',
  async (seed) => {
    const random = createRandom(seed)
    const world = await createWorld(230)
    try {
      await world.connect()
      const engine = world.open()
      const happened = new Set<string>()
      let wasSpoilt = false
      const fault: Fault = (_request, response, path) => {
        const names = Object.keys(SPOILS)
        if (random() > FAULT_RATE) return false
        const name = names[Math.floor(random() * names.length)] ?? ''
        happened.add(name)
        wasSpoilt = true
        SPOILS[name]?.(response, path, world)
        return true
      }
      for (let round = 0; round < SYNCS_UNDER_FAULTS; round++) {
        world.stripe.change(`cus_T000${100 + round}`, { name: `Changed ${round}` })
        if (round === 3) world.stripe.remove('cus_T000150')
        world.stripe.add({ name: `Added ${round}` })
        wasSpoilt = false
        world.stripe.fault = fault
        const { runs } = await engine.client.sync.start({ isFull: round % 2 === 1 })
        if (!wasSpoilt) expect(runs.every(({ outcome }) => outcome === 'complete' || outcome === 'partial')).toBe(true)
        world.clock.advance(60_000)
      }
      expect(happened.size).toBeGreaterThan(2)
      world.stripe.fault = null
      await engine.client.sync.start({ isFull: true })
      const living = world.look(({ read }) =>
        read.sqlite.prepare('select ref, name from customer where deleted_at is null order by ref').all(),
      )
      expect(living).toEqual(world.stripe.customers.map(({ id, name }) => ({ ref: id, name })).sort((a, b) => (a.ref < b.ref ? -1 : 1)))
      expect((await engine.client.sync.health({})).connections[0]).toMatchObject({ state: 'in-step', problems: [] })
    } finally {
      await world.end()
    }
  },
)
