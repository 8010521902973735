import { rmSync } from 'node:fs'
import { TEST_KEY_LIMITS } from '../benchWords.ts'
import type { Line } from '../figure.ts'
import { measurePermitted } from '../measurePermitted.ts'
import type { Bench } from '../startBench.ts'

/** As Stripe is from afar. */
const PAGE_MS = 200
const LIMITS = { perEndpoint: TEST_KEY_LIMITS.endpoint, perAccount: TEST_KEY_LIMITS.account }
/** Half, as a connection has it that nobody set, would be half of the figure. */
const SHARE = 0.95
const SPAN_MS = 40_000
/** So that its lists last. */
const FEWEST_COMPANIES = 20_000

/** P3: how much of what the provider permits is made use of, and how often it must refuse. */
export async function measureRate(bench: Bench): Promise<Line[]> {
  const baseUrl = await bench.offer({
    companies: Math.max(bench.options.companies, FEWEST_COMPANIES),
    pageLatencyMs: PAGE_MS,
    limits: LIMITS,
  })
  const folder = bench.createPath('workspace')
  const ours = bench.startConsole()
  await ours.ask('make', folder)
  await ours.ask('connect', { folder, baseUrl, share: SHARE })
  await bench.server.ask('takeServed', baseUrl)
  await ours.ask('syncFor', { folder, ms: SPAN_MS })
  await ours.stop()
  rmSync(folder, { recursive: true })
  const { share, refusedShare } = measurePermitted(await bench.server.ask('takeServed', baseUrl), LIMITS)
  await bench.server.ask('close', baseUrl)
  const common = { kind: 'measured', figure: 'P3', unit: '%', against: null } as const
  return [
    { ...common, what: 'of the permitted pages got', ours: share * 100, goal: { kind: 'at-least', value: 90 } },
    { ...common, what: 'of the answers 429', ours: refusedShare * 100, goal: { kind: 'at-most', value: 2 } },
  ]
}
