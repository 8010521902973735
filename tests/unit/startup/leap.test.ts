import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { openWorkspace } from '../../../src-main/startup/openWorkspace.ts'
import { DAY_MS, type Demo, openMirrored, readAll } from './openDemo.ts'

const DAYS = 100

/** A demo that was made and mirrored, which takes seconds, and as of when. */
async function begin(): Promise<Demo & { madeAt: number }> {
  const { close, ...demo } = await openMirrored()
  await close()
  return { ...demo, madeAt: demo.ports.clock.now() }
}

/** Moves the clock of a copy by so many days at a time, the mirror following each time. @returns what it then holds */
async function live(
  { ports, folder: begun, madeAt }: Demo & { madeAt: number },
  stepDays: number,
): Promise<Awaited<ReturnType<typeof look>>> {
  const scratch = mkdtempSync(join(tmpdir(), 'tierdesk-leap-'))
  onTestFinished(() => rmSync(scratch, { recursive: true, force: true }))
  const folder = join(scratch, 'workspace')
  cpSync(begun, folder, { recursive: true })
  const workspace = await openWorkspace(ports, { folder, access: 'write', what: 'a test', pollMs: null })
  const problems: (string | null)[] = []
  for (let day = stepDays; day <= DAYS; day += stepDays) {
    const { state } = await workspace.client.sandbox.describe({})
    // To the very instant, whatever the waiting for events took on the way.
    const ms = madeAt + day * DAY_MS - (state?.now ?? 0)
    problems.push((await workspace.client.sandbox.advance({ ms })).notFollowed)
  }
  const mirror = await look(folder, workspace.client)
  await workspace.stop()
  expect(problems.filter((problem) => problem !== null)).toEqual([])
  return mirror
}

type Client = Awaited<ReturnType<Demo['open']>>['client']

/** What the mirror holds and answers, without when it was seen and how it came to be known. */
async function look(folder: string, client: Client) {
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
  const demo = await begin()
  const leap = await live(demo, DAYS)
  const steps = await live(demo, 20)
  expect(leap.objects.length).toBeGreaterThan(3_000)
  expect(steps.objects).toEqual(leap.objects)
  expect(steps.companies).toEqual(leap.companies)
  expect(steps.payments).toEqual(leap.payments)
  expect(steps.entitlements).toEqual(leap.entitlements)
  expect(steps.hours).toEqual(leap.hours)
}, 120_000)
