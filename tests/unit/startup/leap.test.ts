import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { DAY_MS, type Demo, makeDemo, readAll } from './openDemo.ts'

const DAYS = 100

/** A demo that was mirrored, and whose clock was then moved by so many days at a time, the mirror following each time. */
async function live(stepDays: number): Promise<{ demo: Demo; mirror: Awaited<ReturnType<typeof look>> }> {
  const demo = makeDemo()
  const workspace = await demo.open()
  const problems = [await workspace.follow()]
  const madeAt = demo.ports.clock.now()
  for (let day = stepDays; day <= DAYS; day += stepDays) {
    const { state } = await workspace.client.sandbox.describe({})
    // To the very instant, whatever the waiting for events took on the way.
    const ms = madeAt + day * DAY_MS - (state?.now ?? 0)
    problems.push((await workspace.client.sandbox.advance({ ms })).notFollowed)
  }
  const mirror = await look(demo, workspace.client)
  await workspace.stop()
  expect(problems.filter((problem) => problem !== null)).toEqual([])
  return { demo, mirror }
}

type Client = Awaited<ReturnType<Demo['open']>>['client']

/** What the mirror holds and answers, without when it was seen and how it came to be known. */
async function look({ folder }: Demo, client: Client) {
  const companies = await readAll((cursor) => client.companies.list({ limit: 1000, cursor }))
  const names = new Map(companies.map(({ id, name }) => [id, name]))
  const held = companies.flatMap(({ id, subscriptions }) => subscriptions.map(({ product }) => ({ id, product })))
  const entitlements = await Promise.all(
    held.map(async ({ id, product }) => {
      const { company, why: _why, ...answer } = await client.entitlements.get({ company: id, product })
      return { company: names.get(company), ...answer }
    }),
  )
  const hours = await Promise.all(
    held
      .filter(({ product }) => product === 'maintenance-hours')
      .map(async ({ id, product }) => {
        const { company, ...balance } = await client.hours.get({ company: id, product, withLedger: true })
        return { company: names.get(company), ...balance }
      }),
  )
  const payments = await readAll((cursor) => client.payments.list({ limit: 1000, cursor }))
  const database = new Sqlite(join(folder, 'tierdesk.db'), { readonly: true })
  const objects = database
    .prepare('select o.kind, o.ref, r.json from billed_object o join billed_object_raw r on r.object_id = o.id order by o.kind, o.ref')
    .raw()
    .all() as [string, string, string][]
  database.close()
  return {
    companies: companies.map(({ id: _id, ...row }) => row),
    entitlements,
    hours,
    payments: payments.map(({ company, seenAt: _seenAt, ...row }) => ({ company: company && names.get(company), ...row })),
    objects: objects.map(([kind, ref, json]) => ({ kind, ref, content: JSON.parse(json) as unknown })),
  }
}

test('a hundred days end in the same mirror, in steps as in one leap', async () => {
  const { mirror: leap } = await live(DAYS)
  const { mirror: steps } = await live(20)
  expect(leap.objects.length).toBeGreaterThan(3_000)
  expect(steps.objects).toEqual(leap.objects)
  expect(steps.companies).toEqual(leap.companies)
  expect(steps.payments).toEqual(leap.payments)
  expect(steps.entitlements).toEqual(leap.entitlements)
  expect(steps.hours).toEqual(leap.hours)
}, 120_000)
