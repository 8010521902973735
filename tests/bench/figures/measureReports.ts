import { findCalendarMonth } from '../../../src-main/domain/calendar/findCalendarMonth.ts'
import { toInstant } from '../../../src-shared/model/instant.ts'
import { ZONE } from '../benchWords.ts'
import type { Line } from '../figure.ts'
import type { EngineQuestion } from '../programs/runConsole.ts'
import type { Bench } from '../startBench.ts'
import { toMedian } from '../toMedian.ts'

const TIMES = 15
const SAMPLE = 100
const DAY_MS = 86_400_000
const MONTH_DAYS = 30

/** P10: reports over all companies, and over one. */
export async function measureReports(bench: Bench): Promise<Line[]> {
  const { folder, records } = await bench.getToldMirror()
  const ours = bench.startConsole()
  const sample = await ours.ask('sample', { folder, count: SAMPLE })
  const now = Date.now()
  const month = { metric: 'threat-analytics.api-calls', from: now - MONTH_DAYS * DAY_MS, to: now }
  const { start } = findCalendarMonth(toInstant(now), ZONE)
  const soFar = { metric: month.metric, from: start, to: now }
  const lines: Line[] = [
    await toLine('the overview, with 12 months of revenue', [{ name: 'overview.get', input: {} }], TIMES, 50),
    await toLine('use of a month by all companies', [{ name: 'usage.series', input: month }], TIMES, 50),
    await toLine('who used most in a month', [{ name: 'usage.byCompany', input: soFar }], TIMES, 50),
    await toLine(
      'use of one company against its limits',
      sample.map(({ company }) => ({ name: 'usage.against', input: { company } })),
      1,
      5,
    ),
  ]
  await ours.stop()
  return lines

  async function toLine(what: string, questions: EngineQuestion[], times: number, mostMs: number): Promise<Line> {
    const spent = await ours.ask('ask', { folder, questions, times })
    const told = `${what} (${records.toLocaleString('en')} records)`
    return {
      kind: 'measured',
      figure: 'P10',
      what: told,
      unit: 'ms',
      ours: toMedian(spent),
      against: null,
      goal: { kind: 'at-most', value: mostMs },
    }
  }
}
