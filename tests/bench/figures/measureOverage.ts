import type { Line } from '../figure.ts'
import type { Bench } from '../startBench.ts'
import { toMedian } from '../toMedian.ts'

const TIMES = 15
const SAMPLE = 100

/** P11: who would not fit a plan. Every company has told of the product's metric. */
export async function measureOverage(bench: Bench): Promise<Line[]> {
  const { folder, companies } = await bench.getToldMirror()
  const ours = bench.startConsole()
  const sample = await ours.ask('sample', { folder, count: SAMPLE })
  const one = sample.map(({ company }) => ({ name: 'plans.check', input: { company, plan: 'trading.free' } }))
  const all = [{ name: 'plans.overage', input: { product: 'trading', plan: 'trading.free' } }]
  const ofOne = await ours.ask('ask', { folder, questions: one, times: 1 })
  const ofAll = await ours.ask('ask', { folder, questions: all, times: TIMES })
  await ours.stop()
  const common = { kind: 'measured', figure: 'P11', unit: 'ms', against: null } as const
  return [
    { ...common, what: 'overage of one company', ours: toMedian(ofOne), goal: { kind: 'at-most', value: 2 } },
    {
      ...common,
      what: `overage of ${companies.toLocaleString('en')} companies`,
      ours: toMedian(ofAll),
      goal: { kind: 'at-most', value: 100 },
    },
  ]
}
