import type { Line } from '../figure.ts'
import type { Bench } from '../startBench.ts'
import { toMedian } from '../toMedian.ts'

const SAMPLE = 200
const HOURS = 'maintenance-hours'
const MS_PER_COMPANY = 30_000 / 100_000

/** P17: what entitlement, use and hours cost that follow from the facts: of one company, and of all in one go. */
export async function measureDerivation(bench: Bench): Promise<Line[]> {
  const { folder } = await bench.getToldMirror()
  const ours = bench.startConsole()
  const sample = await ours.ask('sample', { folder, count: SAMPLE })
  // As of an instant nothing is read that was derived before.
  const at = Date.now() - 60_000
  const entitlements = sample.flatMap(({ company, products }) =>
    products.map((product) => ({ name: 'entitlements.get', input: { company, product, at } })),
  )
  const hours = sample
    .filter(({ products }) => products.includes(HOURS))
    .map(({ company }) => ({ name: 'hours.get', input: { company, product: HOURS, at } }))
  const ofEntitlement = await ours.ask('ask', { folder, questions: entitlements, times: 3 })
  const ofHours = await ours.ask('ask', { folder, questions: hours, times: 3 })
  const all = await ours.ask('deriveAll', folder)
  await ours.stop()
  const common = { kind: 'measured', figure: 'P17', against: null } as const
  return [
    {
      ...common,
      what: 'entitlement and use of one company',
      unit: 'ms',
      ours: toMedian(ofEntitlement),
      goal: { kind: 'at-most', value: 1 },
    },
    { ...common, what: 'hours of one company', unit: 'ms', ours: toMedian(ofHours), goal: { kind: 'at-most', value: 1 } },
    {
      ...common,
      what: `all figures of ${all.companies.toLocaleString('en')} companies`,
      unit: 'ms a company',
      ours: all.ms / all.companies,
      goal: { kind: 'at-most', value: MS_PER_COMPANY },
    },
    {
      ...common,
      what: 'the same by processor time',
      unit: 'ms a company',
      ours: all.cpuMs / all.companies,
      goal: { kind: 'at-most', value: MS_PER_COMPANY },
    },
  ]
}
