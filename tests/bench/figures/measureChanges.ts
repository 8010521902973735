import { rmSync } from 'node:fs'
import type { Line } from '../figure.ts'
import type { Bench, Mirror } from '../startBench.ts'
import { toMedian } from '../toMedian.ts'

/** Companies that change, with every third a subscription: about a thousand objects. */
const CHANGING = 750
const TIMES = 100
/** No fewer can change so much. */
const FEWEST = 1_000

interface Costs {
  /** For each object that changed. */
  requests: number[]
  statements: number[]
  databaseMs: number[]
}

/** P5: what some changes cost where there is much, against the same where there is little. */
export async function measureChanges(bench: Bench): Promise<Line[]> {
  const large = await bench.getMirror()
  const companies = Math.max(FEWEST, Math.round(large.companies / TIMES))
  const small = await bench.backfill(await bench.offer({ companies }), companies)
  const ofLarge: Costs = { requests: [], statements: [], databaseMs: [] }
  const ofSmall: Costs = { requests: [], statements: [], databaseMs: [] }
  for (let round = 1; round <= bench.options.rounds; round++) {
    await follow(bench, large, ofLarge)
    await follow(bench, small, ofSmall)
  }
  await bench.server.ask('close', small.baseUrl)
  rmSync(small.folder, { recursive: true })
  const name = `${companies.toLocaleString('en')} companies`
  const toLine = (what: string, unit: string, cost: keyof Costs, most: number): Line => ({
    kind: 'measured',
    figure: 'P5',
    what: `${what} for a change among ${large.companies.toLocaleString('en')}`,
    unit,
    ours: toMedian(ofLarge[cost]),
    against: { name, value: toMedian(ofSmall[cost]) },
    goal: { kind: 'at-most', value: most },
  })
  return [
    // A page more of events is no growth.
    toLine('requests', 'requests', 'requests', 1.01),
    toLine('statements', 'statements', 'statements', 1.05),
    toLine('database time', 'ms', 'databaseMs', 4),
  ]
}

async function follow(bench: Bench, { folder, baseUrl }: Mirror, costs: Costs): Promise<void> {
  const changed = await bench.server.ask('change', { baseUrl, companies: CHANGING })
  await bench.server.ask('takeServed', baseUrl)
  const ours = bench.startConsole()
  const { report, statements, statementsMs } = await ours.ask('syncTimed', folder)
  await ours.stop()
  const served = await bench.server.ask('takeServed', baseUrl)
  const taken = report.runs.reduce((sum, run) => sum + run.changed, 0)
  if (taken !== changed) throw new Error(`${changed} objects changed, and ${taken} were taken.`)
  if (statements === 0) throw new Error('The database is used where no statement can be counted.')
  costs.requests.push(served.length / changed)
  costs.statements.push(statements / changed)
  costs.databaseMs.push(statementsMs / changed)
}
