import { describe, expect, onTestFinished, test } from 'vitest'
import { beginnings } from '../../../../src-main/store/migrations/beginnings.ts'
import { migrations } from '../../../../src-main/store/migrations/migrations.ts'
import { openStore } from '../../../../src-main/store/openStore.ts'
import { listGaps } from '../../../../src-main/store/reads/drift.ts'
import { toInstant } from '../../../../src-shared/model/instant.ts'
import { createWorld, UNLIMITED } from '../../../fixtures/createWorld.ts'
import { STANDS } from '../../providers/conformance/stands.ts'
import { makeFolder, NOW } from '../../store/makeStore.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** What M-Pesa is asked for at most: two days, less what a list may take to be read. */
const KEPT = 48 * HOUR - 5 * 60_000

async function open() {
  const world = await createWorld()
  const { clock } = world
  const stand = await STANDS.mpesa({ now: clock.now, wait: () => Promise.resolve() })
  onTestFinished(async () => {
    await world.end()
    await stand.stop()
  })
  world.environment['THE_KEY'] = stand.key
  const { client, connect } = world.open()
  await connect({
    ...{ provider: 'mpesa', secret: { kind: 'environment', name: 'THE_KEY' }, baseUrl: stand.baseUrl },
    ...{ limits: UNLIMITED, settings: stand.settings },
  })
  const sync = () => client.sync.start({ provider: 'mpesa' })
  const health = async () => {
    const [connection] = (await client.sync.health({})).connections
    if (!connection) throw new Error('M-Pesa is not connected')
    return connection
  }
  /** The portal's statement of a time, without a payment. */
  const importStatement = (from: number, until: number) => {
    const day = (at: number) => new Date(at + 3 * HOUR).toISOString().slice(0, 19).replace('T', ' ')
    const content = [
      'Short Code,600123',
      `Time Period,From ${day(from)} To ${day(until)}`,
      '',
      'Receipt No.,Completion Time,Initiation Time,Details,Transaction Status,Paid In,Withdrawn,Balance,Reason Type,Other Party Info,Linked Transaction ID,A/C No.',
    ].join('\n')
    return client.payments.importStatement({ provider: 'mpesa', content, format: 'csv' })
  }
  return { clock, stand, client, sync, health, importStatement }
}

describe('what a list had forgotten when it was first asked', () => {
  test('is one gap without a beginning, and no fault of the connection', async () => {
    const { clock, sync, health } = await open()
    expect((await health()).gaps).toEqual([])
    const until = toInstant(clock.now() - KEPT)
    const report = await sync()
    expect(report.runs.map(({ outcome }) => outcome)).toEqual(['complete'])
    const gap = { from: null, until, cause: 'list-forgotten', closedAt: null, isBeforeFirst: true }
    expect(await health()).toMatchObject({ state: 'in-step', problems: [], gaps: [gap] })
    clock.advance(DAY)
    await sync()
    await sync()
    expect((await health()).gaps).toEqual([gap])
  })

  test('stays beside a gap with dates, which alone is a problem', async () => {
    const { clock, sync, health } = await open()
    await sync()
    const followed = clock.now()
    clock.advance(4 * DAY)
    await sync()
    const { state, problems, gaps } = await health()
    expect(gaps.map(({ from, isBeforeFirst }) => [from, isBeforeFirst])).toEqual([
      [followed, false],
      [null, true],
    ])
    expect([state, problems.length]).toEqual(['partial', 1])
  })

  test('is shortened by a statement as far as it goes back, and never ends', async () => {
    const { clock, sync, health, importStatement } = await open()
    await sync()
    const [gap] = (await health()).gaps
    const until = gap?.until ?? toInstant(0)
    const importedAt = clock.now()
    const early = toInstant(until - 30 * DAY)
    const report = await importStatement(early, clock.now())
    expect(report).toMatchObject({ from: early, rejected: [] })
    const closed = { from: early, until, cause: 'list-forgotten', closedAt: importedAt, isBeforeFirst: true }
    expect((await health()).gaps).toEqual([closed, { ...gap, until: early }])
    // The same once more changes nothing; an older one leaves what lies between.
    await importStatement(early, clock.now())
    expect((await health()).gaps).toEqual([closed, { ...gap, until: early }])
    const older = { from: toInstant(early - 20 * DAY), until: toInstant(early - 10 * DAY) }
    await importStatement(older.from, older.until)
    expect((await health()).gaps).toEqual([
      closed,
      { ...gap, from: older.until, until: early },
      { ...gap, ...older, closedAt: importedAt },
      { ...gap, until: older.from },
    ])
    // What is open of it is told with its dates, and none of it is a problem.
    expect(await health()).toMatchObject({ state: 'in-step', problems: [] })
  })
})

test('a workspace that followed M-Pesa before gaps could be without a beginning has one after it', () => {
  const folder = makeFolder()
  const before = openStore(folder, 'write', NOW, migrations.slice(0, migrations.indexOf(beginnings)))
  before.transact(({ sqlite }) => {
    for (const [id, provider] of [
      [1, 'mpesa'],
      [2, 'paystack'],
    ])
      sqlite.prepare("insert into provider_account values (?, ?, 'test', '1', null)").run(id, provider)
    const run = sqlite.prepare(
      `insert into sync_run (account_id, stream, started_at, outcome, pages, objects, changed, requests) values (?, 'payments', ?, ?, 0, 0, 0, 0)`,
    )
    run.run(1, NOW - DAY, 'failed')
    for (const account of [1, 2]) for (const at of [NOW + DAY, NOW]) run.run(account, at, 'complete')
    sqlite.prepare("insert into coverage_gap values (7, 1, 1, 2, 'list-forgotten', 3)").run()
  })
  before.close()
  const after = openStore(folder, 'write', NOW)
  const gaps = [1, 2].map((account) => listGaps(after.read, account))
  after.close()
  const cause = 'list-forgotten'
  expect(gaps).toEqual([
    [
      { from: 1, until: 2, cause, closedAt: 3 },
      { from: null, until: NOW - KEPT, cause, closedAt: null },
    ],
    [],
  ])
})
