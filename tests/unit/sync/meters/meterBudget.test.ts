import { expect, test } from 'vitest'
import { at, DAY, HOUR } from '../../sandbox/openSandbox.ts'
import { call, join, type Metered, type MeteredMirror, openMetered, takeAsked } from './meteredBusiness.ts'

/** More than one run can read. */
const MANY = 70
/** Seventy subscriptions live for days, and are read seven times. */
const TIMEOUT_MS = 90_000

/** How far each customer's use was read, by customer. */
function readings({ look }: MeteredMirror): Map<string, number> {
  const rows = look(({ read }) => read.sqlite.prepare('select customer, read_up_to from meter_reading').raw().all()) as [string, number][]
  return new Map(rows)
}

async function syncMeters(mirror: MeteredMirror) {
  const { runs } = await mirror.sync()
  return runs.find(({ stream }) => stream === 'meters')
}

test(
  'a run spends its budget and no more, whoever was left is first in the next, and who is near a limit is in each',
  async () => {
    const mirror = await openMetered(MANY)
    const [near] = mirror.companies as [Metered]
    for (const company of mirror.companies) call(mirror.stripe, company, company === near ? 450 : 1)
    mirror.pass(4 * DAY)
    const run = await syncMeters(mirror)
    expect(run).toMatchObject({ outcome: 'complete', reason: expect.stringMatching(/^\d+ uses wait for the next run\.$/) })
    expect(run?.requests).toBeGreaterThanOrEqual(120)
    expect(run?.requests).toBeLessThan(130)
    const first = readings(mirror)
    expect(first.size).toBeLessThan(MANY / 2)

    mirror.pass(900)
    await mirror.sync()
    const second = readings(mirror)
    // Whoever was never read before whoever was; but for the one that is near its limit.
    const isAgain = [...first].filter(([customer, readUpTo]) => second.get(customer) !== readUpTo).map(([customer]) => customer)
    expect(isAgain.filter((customer) => customer !== near.customer)).toEqual([])
    expect(second.size).toBeGreaterThan(first.size + 20)
    mirror.pass(900)
    await mirror.sync()
    expect(readings(mirror).size).toBe(MANY)

    for (let round = 0; round < 2; round++) {
      const before = readings(mirror)
      mirror.pass(900)
      await mirror.sync()
      const after = readings(mirror)
      const passed = mirror.companies.filter(({ customer }) => after.get(customer) === before.get(customer))
      expect(passed.length, `round ${round}`).toBeGreaterThan(0)
      expect(passed).not.toContain(near)
    }
  },
  TIMEOUT_MS,
)

test(
  'who is near a limit does not take all of a budget',
  async () => {
    const mirror = await openMetered(MANY)
    for (const company of mirror.companies) call(mirror.stripe, company, 450)
    mirror.pass(4 * DAY)
    for (let round = 0; round < 6; round++) {
      await mirror.sync()
      mirror.pass(900)
    }
    expect(readings(mirror).size).toBe(MANY)
    const calm = join(mirror.stripe, mirror.shop, 'Calm')
    mirror.pass(900)
    await mirror.sync()
    expect(readings(mirror).has(calm.customer)).toBe(true)
  },
  TIMEOUT_MS,
)

test(
  'use that was left for longer than a day makes a run less than whole, and says of whom',
  async () => {
    const mirror = await openMetered(MANY)
    mirror.pass(4 * DAY)
    await mirror.sync()
    mirror.pass(900)
    await mirror.sync()
    mirror.pass(2 * DAY)
    const { runs, failed } = await mirror.sync()
    expect(runs.find(({ stream }) => stream === 'meters')).toMatchObject({ outcome: 'partial' })
    expect(failed.length).toBeGreaterThan(0)
    expect(mirror.look(({ read }) => read.sqlite.prepare('select count(*) from parked_object').pluck().get())).toBe(0)
  },
  TIMEOUT_MS,
)

test('a run that was stopped in the middle keeps what it read, and the next begins with the rest', async () => {
  const mirror = await openMetered(8)
  for (const company of mirror.companies) call(mirror.stripe, company, 11)
  mirror.pass(DAY)
  let asked = 0
  mirror.listen(({ path }) => {
    if (path.endsWith('/event_summaries')) asked += 1
    if (asked === 14) void mirror.engine.client.sync.cancel({})
  })
  const run = await syncMeters(mirror)
  expect(run).toMatchObject({ outcome: 'cancelled' })
  const first = readings(mirror)
  expect(first.size).toBeGreaterThan(0)
  expect(first.size).toBeLessThan(8)
  const used = mirror.look(({ read }) => read.sqlite.prepare('select sum(quantity) from metered_record').pluck().get())
  expect(used).toBe(first.size * 11)
  mirror.listen(() => {})
  await mirror.reopen()
  mirror.pass(HOUR)
  expect(await syncMeters(mirror)).toMatchObject({ outcome: 'complete', objects: 8 })
  expect(mirror.look(({ read }) => read.sqlite.prepare('select sum(quantity) from metered_record').pluck().get())).toBe(88)
  expect((await mirror.engine.client.workspace.rebuild({})).checks.filter(({ ok }) => !ok)).toEqual([])
})

test('a company that is synced alone has its own use read whole, and nobody else’s', async () => {
  const mirror = await openMetered(3)
  mirror.pass(10 * DAY)
  await mirror.sync()
  const [one, two] = mirror.companies as [Metered, Metered]
  call(mirror.stripe, one, 60, at('2027-01-06T00:00:00Z'))
  call(mirror.stripe, two, 60, at('2027-01-06T00:00:00Z'))
  mirror.pass(HOUR)
  const before = readings(mirror)
  const report = await mirror.engine.client.sync.start({ company: one.customer })
  expect(report).toMatchObject({ synced: 1, failed: [] })
  expect(report.runs.map(({ stream, outcome }) => `${stream} ${outcome}`)).toEqual(['customers complete', 'meters complete'])
  const uses = await Promise.all(
    [one, two].map(async ({ customer }) => (await mirror.engine.client.usage.against({ company: customer })).products[0]?.metrics[0]?.used),
  )
  expect(uses).toEqual([60, 0])
  const after = readings(mirror)
  expect([one, two].map(({ customer }) => after.get(customer) !== before.get(customer))).toEqual([true, false])
})

test('the schedule reads meters in its slow lane, every quarter of an hour, and not at every poll', async () => {
  const mirror = await openMetered(2)
  mirror.pass(DAY)
  await mirror.sync()
  takeAsked(mirror)
  let polls = 0
  const engine = await mirror.reopen(60_000)
  const isOver = new Promise<void>((resolve) => {
    mirror.listen(({ path }) => {
      if (path === '/v1/events') polls += 1
      if (polls === 60) resolve()
    })
  })
  engine.startPolling()
  await isOver
  await engine.stop()
  const starts = mirror.look(({ read }) =>
    read.sqlite.prepare("select started_at from sync_run where stream = 'meters' order by id").pluck().all(),
  ) as number[]
  const pauses = starts.slice(2).map((start, index) => start - (starts[index + 1] ?? 0))
  expect(pauses.length).toBeGreaterThan(2)
  expect(polls).toBeGreaterThan(2 * pauses.length)
  for (const pause of pauses) expect(pause).toBeGreaterThanOrEqual(900_000)
})
