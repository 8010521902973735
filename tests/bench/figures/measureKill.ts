import { rmSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { isPage } from '../benchWords.ts'
import type { Line } from '../figure.ts'
import type { Bench } from '../startBench.ts'

const LOOK_MS = 20

/** P4: how many pages a backfill costs that is killed in its middle and goes on in another process. */
export async function measureKill(bench: Bench): Promise<Line[]> {
  const clean = await bench.getMirror()
  const { baseUrl, server } = bench
  const folder = bench.createPath('workspace')
  const first = bench.startConsole()
  await first.ask('make', folder)
  await first.ask('connect', { folder, baseUrl, share: null })
  await server.ask('takeServed', baseUrl)
  const killed = first.ask('sync', folder).then(
    () => true,
    () => false,
  )
  while ((await server.ask('countServed', baseUrl)) < clean.pages / 2) await pause(LOOK_MS)
  await first.kill()
  if (await killed) throw new Error('The sync was over before it was killed.')

  const second = bench.startConsole()
  await second.ask('sync', folder)
  await second.stop()
  rmSync(folder, { recursive: true })
  const served = await server.ask('takeServed', baseUrl)
  const pages = served.filter(({ path, status }) => isPage(path) && status === 200).length
  return [
    {
      kind: 'measured',
      figure: 'P4',
      what: 'pages of a backfill that was killed',
      unit: 'pages',
      ours: pages,
      against: { name: 'a clean run', value: clean.pages },
      goal: { kind: 'at-most', value: 1.02 },
    },
  ]
}
