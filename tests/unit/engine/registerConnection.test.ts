import { expect, onTestFinished, test } from 'vitest'
import { createWorld, UNLIMITED } from '../../fixtures/createWorld.ts'
import { KEY, openMpesa, SHORT_CODE } from '../sandbox/mpesa/openMpesa.ts'

const ASK = { provider: 'mpesa' as const, phone: '0712345678', callback: 'https://shop.example.co.ke/paid' }

async function open(isPullRegistered: boolean) {
  const world = await createWorld(1)
  await world.connect()
  const mpesa = await openMpesa({ isPullRegistered })
  onTestFinished(() => world.end())
  world.environment['THE_KEY'] = KEY
  const engine = world.open()
  const { client } = engine
  const connect = () =>
    engine.connect({
      ...{ provider: 'mpesa', secret: { kind: 'environment', name: 'THE_KEY' }, baseUrl: mpesa.server.baseUrl },
      ...{ limits: UNLIMITED, settings: { shortCode: SHORT_CODE } },
    })
  const health = async () => (await client.sync.health({})).connections.find(({ provider }) => provider === 'mpesa')
  const sync = () => client.sync.start({ provider: 'mpesa' })
  return { world, mpesa, client, connect, health, sync }
}

test('a short code that may be pulled of is registered, by what its list answered', async () => {
  const { connect, health, sync } = await open(true)
  await connect()
  expect(await health()).toMatchObject({ registration: 'registered', permissions: { payments: 'read' } })
  await sync()
  expect(await health()).toMatchObject({ registration: 'registered', state: 'in-step' })
})

test('one that may not is registered from here, and then its payments come', async () => {
  const { mpesa, client, connect, health, sync } = await open(false)
  await connect()
  expect(await health()).toMatchObject({ registration: 'not-registered', permissions: { payments: 'none' } })
  const refused = await sync()
  expect(refused.runs).toMatchObject([{ outcome: 'no-permission' }])
  expect(await health()).toMatchObject({ registration: 'not-registered', gaps: [] })
  const receipt = mpesa.pay()

  expect(await client.connections.register(ASK)).toMatchObject({ isNew: true, connection: { registration: 'registered' } })
  expect(await health()).toMatchObject({ registration: 'registered', permissions: { payments: 'read' } })
  await sync()
  expect((await client.payments.list({ provider: 'mpesa' })).items.map(({ ref }) => ref)).toEqual([receipt])
  expect(await health()).toMatchObject({ state: 'in-step', gaps: [{ from: null }] })
  expect(await client.connections.register(ASK)).toMatchObject({ isNew: false })
})

test('one that was registered elsewhere is seen to be by the next sync that somebody asks for', async () => {
  const { mpesa, connect, health, sync } = await open(false)
  await connect()
  mpesa.mpesa.act('pull.register', {
    ...{ ShortCode: SHORT_CODE, RequestType: 'Pull', NominatedNumber: '254712345678', CallBackURL: ASK.callback },
  })
  expect((await health())?.registration).toBe('not-registered')
  await sync()
  expect((await health())?.registration).toBe('registered')
})

test('a refusal for another reason tells nothing of it', async () => {
  const { mpesa, connect, health } = await open(true)
  mpesa.faults.set('no-permission')
  await connect()
  expect(await health()).toMatchObject({ registration: 'unknown', permissions: { payments: 'none' } })
})

test('where the list does not answer after it, the next sync asks, and nothing is known until then', async () => {
  const { mpesa, client, connect, health, sync } = await open(false)
  await connect()
  mpesa.faults.set('error-page', { path: '/pulltransactions/v1/query' })
  expect(await client.connections.register(ASK)).toMatchObject({ isNew: true, connection: { registration: 'unknown' } })
  mpesa.faults.clear()
  await sync()
  expect((await health())?.registration).toBe('registered')
})

test('is refused in words where it cannot be done, and changes nothing', async () => {
  const { world, client, connect, health } = await open(false)
  await expect(client.connections.register(ASK)).rejects.toMatchObject({ data: { code: 'not-connected' } })
  await connect()
  await expect(client.connections.register({ ...ASK, provider: 'stripe' })).rejects.toMatchObject({
    message: 'Stripe needs no registration. Nothing was sent.',
  })
  await expect(client.connections.register({ ...ASK, phone: '12' })).rejects.toMatchObject({ data: { code: 'usage' } })
  world.environment['THE_KEY'] = 'GxKey0001:another0001'
  await expect(client.connections.register(ASK)).rejects.toMatchObject({ data: { code: 'key-refused' } })
  expect((await health())?.registration).toBe('not-registered')
  const stripe = (await client.sync.health({})).connections.find(({ provider }) => provider === 'stripe')
  expect(stripe?.registration).toBeNull()
})
