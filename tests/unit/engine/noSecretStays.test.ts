import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealWithPassphrase } from '../../../src-main/engine/sealWithPassphrase.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { type CommandResult, runCommand } from '../../fixtures/runCommand.ts'

const KEY = 'rk_test_51PlantedKeyThatMustNotStayAnywhere0000'
const CLIENT_SECRET = 'cus_secret_planted_in_an_object'
const PASSPHRASE = 'a passphrase that is planted too'

let world: World
const said: CommandResult[] = []

beforeAll(async () => {
  world = await createWorld(20)
  world.stripe.add({ name: 'With a secret', client_secret: CLIENT_SECRET, nested: { deep: [{ client_secret: CLIENT_SECRET }] } })
  const ports = { ...world.ports, seal: sealWithPassphrase(PASSPHRASE) }
  const run = async (stdin: string, ...argv: string[]) => said.push(await runCommand(ports, ['--workspace', world.folder, ...argv], stdin))
  await run(KEY, 'connect', 'stripe', '--base-url', world.stripe.baseUrl, '--secret-stdin')
  await run('', 'sync')
  world.stripe.validKeys = new Set()
  await run('', 'sync')
  await run('', 'status')
  await run('', 'doctor')
})
afterAll(() => world.end())

const FORMS: [string, (secret: string) => Buffer][] = [
  ['as it is', (secret) => Buffer.from(secret)],
  ['in base64', (secret) => Buffer.from(Buffer.from(secret).toString('base64').slice(0, -4))],
  ['in hex', (secret) => Buffer.from(Buffer.from(secret).toString('hex'))],
  ['in UTF-16', (secret) => Buffer.from(secret, 'utf16le')],
  ['encoded for an address', (secret) => Buffer.from(encodeURIComponent(secret))],
]

test('the commands did what they are tested for', () => {
  expect(said.map(({ exitCode }) => exitCode)).toEqual([0, 0, 1, 0, 0])
  expect(world.stripe.requests.length).toBeGreaterThan(4)
})

test.each(FORMS)('no key, passphrase or client secret lies in the workspace or was printed, %s', (_name, toForm) => {
  const files = readdirSync(world.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const places = new Map(files.map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name))]))
  places.set('what was printed', Buffer.from(said.map(({ stdout, stderr }) => stdout + stderr).join('\n')))
  places.set('what was logged', Buffer.from(world.logs.join('\n')))
  expect(places.size).toBeGreaterThan(3)
  for (const secret of [KEY, CLIENT_SECRET, PASSPHRASE]) {
    for (const [name, content] of places) expect(content.includes(toForm(secret)), `${secret.slice(0, 8)}… in ${name}`).toBe(false)
  }
})

test('what the mirror keeps of an object has everything but its secrets', () => {
  const raw = world.look(({ read }) =>
    read.sqlite.prepare("select json from customer_raw join customer on id = customer_id where name = 'With a secret'").pluck().get(),
  )
  expect(JSON.parse(String(raw))).toMatchObject({ object: 'customer', nested: { deep: [{}] } })
})
