import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'vitest'
import { isMet, type Line, toRatio } from './figure.ts'
import { measureBackfill } from './figures/measureBackfill.ts'
import { measureChanges } from './figures/measureChanges.ts'
import { measureDerivation } from './figures/measureDerivation.ts'
import { measureFileSize } from './figures/measureFileSize.ts'
import { measureIdlePoll } from './figures/measureIdlePoll.ts'
import { measureKill } from './figures/measureKill.ts'
import { measureOverage } from './figures/measureOverage.ts'
import { measurePeer } from './figures/measurePeer.ts'
import { measureRate } from './figures/measureRate.ts'
import { measureReports } from './figures/measureReports.ts'
import { readBenchOptions } from './readBenchOptions.ts'
import { type Bench, startBench } from './startBench.ts'
import { toFigureTable } from './toFigureTable.ts'

/** In an order in which each leaves the next what it needs. */
const FIGURES: Readonly<Record<string, (bench: Bench) => Promise<Line[]>>> = {
  P1: measureBackfill,
  P2: measurePeer,
  P3: measureRate,
  P4: measureKill,
  // An idle poll asks again for the events of the last minutes: it comes before any change.
  P6: measureIdlePoll,
  P5: measureChanges,
  P16: measureFileSize,
  P10: measureReports,
  P11: measureOverage,
  P17: measureDerivation,
}

test('the figures to reach, ours and the other side in one call', async () => {
  const options = readBenchOptions(process.env)
  const unknown = options.only.filter((name) => !Object.hasOwn(FIGURES, name))
  if (unknown.length > 0) throw new Error(`No figure is called ${unknown.join(', ')}. There are: ${Object.keys(FIGURES).join(', ')}.`)
  const bench = await startBench(options)
  const lines: Line[] = []
  try {
    for (const [name, measure] of Object.entries(FIGURES)) {
      if (options.only.length > 0 && !options.only.includes(name)) continue
      const startedAt = performance.now()
      // One that breaks is told, and leaves the others theirs.
      lines.push(...(await measure(bench).catch((error: unknown): Line[] => [toBroken(name, error)])))
      bench.log(`${name} measured in ${Math.round((performance.now() - startedAt) / 1000)} s`)
    }
  } finally {
    await bench.stop()
  }
  const file = options.json ?? join(tmpdir(), 'tierdesk-bench.json')
  writeFileSync(file, `${JSON.stringify(toJson(lines, options.companies, options.rounds), null, 2)}\n`)
  bench.log(
    `\n${options.companies.toLocaleString('en')} companies, medians of ${options.rounds} rounds\n${toFigureTable(lines)}\n\nWritten to ${file}`,
  )
})

function toBroken(figure: string, error: unknown): Line {
  return { kind: 'skipped', figure, what: 'broke', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}

function toJson(lines: readonly Line[], companies: number, rounds: number) {
  const figures = lines.map((line) => (line.kind === 'measured' ? { ...line, ratio: toRatio(line), isMet: isMet(line) } : line))
  return { measuredAt: new Date().toISOString(), node: process.versions.node, companies, rounds, figures }
}
