import type { Line } from '../figure.ts'
import type { Bench } from '../startBench.ts'

/** P16: how large the file is, against what was put into it. */
export async function measureFileSize(bench: Bench): Promise<Line[]> {
  const { folder } = await bench.getMirror()
  const ours = bench.startConsole()
  const { fileBytes, rawBytes, columnBytes } = await ours.ask('measureFile', folder)
  await ours.stop()
  bench.log(`P16 raw ${toMegabytes(rawBytes)} MB, columns ${toMegabytes(columnBytes)} MB, file ${toMegabytes(fileBytes)} MB`)
  return [
    {
      kind: 'measured',
      figure: 'P16',
      what: 'size of the file',
      unit: 'MB',
      ours: toMegabytes(fileBytes),
      against: { name: 'raw and columns', value: toMegabytes(rawBytes + columnBytes) },
      goal: { kind: 'at-most', value: 1.3 },
    },
  ]
}

function toMegabytes(bytes: number): number {
  return Math.round(bytes / 1e5) / 10
}
