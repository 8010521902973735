import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeActionCases } from './actionCases.ts'
import { decide, MINUTE, type OutboxWorld, openOutboxWorld } from './openOutboxWorld.ts'

const FORMS: [string, (secret: string) => Buffer][] = [
  ['as it is', (secret) => Buffer.from(secret)],
  ['in base64', (secret) => Buffer.from(Buffer.from(secret).toString('base64').replace(/=+$/, '').slice(0, -2))],
  ['encoded for an address', (secret) => Buffer.from(encodeURIComponent(secret))],
  ['in UTF-16', (secret) => Buffer.from(secret, 'utf16le')],
]

test('after every action was carried out, no key, token, secret or address lies on the disk or in a log', async () => {
  const world = await openOutboxWorld()
  const { environment, clock, mpesa } = world
  const engine = world.open()
  const { client } = engine
  const cases = makeActionCases(world)
  await client.sync.start({})
  const ids = new Map<string, string>()
  for (const { name, company, wish } of cases) ids.set(name, (await decide(engine, company, wish)).id)
  await engine.sendDue()
  for (const { id, answer } of mpesa.world.pushes.values()) if (answer === null) mpesa.act('pushes.answer', { answer: 'pays' }, id)
  clock.advance(MINUTE)
  await engine.sendDue()
  await client.sync.start({})
  const items = (await client.actions.list({ limit: 100 })).items
  expect(items.filter(({ state }) => state !== 'confirmed')).toEqual([])

  // Whoever asked is told the addresses, as long as this program lives; where the provider tells one again, after that too.
  const withLink = items.filter(({ hasLink }) => hasLink)
  const urls = await Promise.all(withLink.map(async ({ id }) => (await client.actions.link({ id })).url ?? ''))
  expect(withLink.map(({ kind }) => kind).toSorted()).toEqual(['link.checkout', 'link.payment', 'link.portal'])
  expect(urls.every((url) => url.startsWith('http'))).toBe(true)
  const secrets = [...Object.values(environment).flatMap((each) => each?.split(':') ?? []), ...urls, ...listTokens(world)]
  expect(secrets.length).toBeGreaterThan(12)
  expect(findLeaks(world, secrets)).toEqual([])
  await world.stop(engine)
  expect(findLeaks(world, secrets)).toEqual([])
  const after = world.open()
  const [checkout, portal] = await Promise.all(['checkout', 'portal'].map((name) => after.client.actions.link({ id: ids.get(name) ?? '' })))
  expect(urls).toContain(checkout?.url)
  expect(portal).toMatchObject({ url: null, why: expect.stringContaining('Make another') })
  expect(findLeaks(world, secrets)).toEqual([])

  // The same search finds what is there.
  expect(findLeaks(world, ['ann@desk', 'They asked for it'])).not.toEqual([])
})

/** What the stand-ins give out that opens something. */
function listTokens({ stripe, paystack }: OutboxWorld): string[] {
  const subscriptions = paystack.answer('subscriptions.list', {}, []).body as { data: { email_token: string }[] }
  const intents = stripe.act('paymentIntents.list', { limit: 100 })['data'] as { client_secret: string }[]
  return [...subscriptions.data.map(({ email_token }) => email_token), ...intents.map(({ client_secret }) => client_secret)]
}

/** Each secret that is there, in each form that it may have, with where it is. */
function findLeaks({ folder, logs }: OutboxWorld, secrets: readonly string[]): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  expect(files.map(({ name }) => name).join(' ')).toMatch(/\.db/)
  const places = new Map(files.map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name))]))
  places.set('the log', Buffer.from(logs.join('\n')))
  return secrets.flatMap((secret) =>
    FORMS.flatMap(([form, toForm]) =>
      [...places].flatMap(([place, content]) => (content.includes(toForm(secret)) ? [`${secret} ${form} in ${place}`] : [])),
    ),
  )
}
