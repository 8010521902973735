import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Line } from '../figure.ts'
import type { Bench } from '../startBench.ts'

const POLL_MS = 250
const SPAN_MS = 20_000
const PAGE_BYTES = 8192
const FRAME_BYTES = PAGE_BYTES + 24
const LOG_HEADER_BYTES = 32

/** P6: what a poll costs that finds nothing. */
export async function measureIdlePoll(bench: Bench): Promise<Line[]> {
  const { folder, baseUrl } = await bench.getMirror()
  const ours = bench.startConsole()
  await ours.ask('startPolling', { folder, pollMs: POLL_MS, idleMs: SPAN_MS })
  await bench.server.ask('takeServed', baseUrl)
  const before = readDisk(folder)
  const cpuMs = await ours.ask('measurePolls', SPAN_MS)
  const written = countWritten(before, readDisk(folder))
  const served = await bench.server.ask('takeServed', baseUrl)
  await ours.ask('stopPolling', undefined)
  await ours.stop()
  const polls = served.filter(({ path }) => path === '/v1/events').length
  if (polls === 0) throw new Error('Nothing was polled.')
  const common = { kind: 'measured', figure: 'P6', against: null } as const
  return [
    {
      ...common,
      what: 'requests in the time of a poll',
      unit: 'requests',
      ours: served.length / (SPAN_MS / POLL_MS),
      goal: { kind: 'at-most', value: 1 },
    },
    { ...common, what: `pages written by ${polls} idle polls`, unit: 'pages', ours: written, goal: { kind: 'at-most', value: 0 } },
    { ...common, what: 'processor time of an idle poll', unit: 'ms', ours: cpuMs / polls, goal: { kind: 'at-most', value: 5 } },
  ]
}

interface Disk {
  /** The write-ahead log, through which every page goes. */
  log: Buffer
  changedAt: number
}

function readDisk(folder: string): Disk {
  const file = join(folder, 'tierdesk.db')
  const log = `${file}-wal`
  return { log: existsSync(log) ? readFileSync(log) : Buffer.alloc(0), changedAt: statSync(file).mtimeMs }
}

/** The log is written over from its start once all of it is in the file, so its length alone says nothing. */
function countWritten(before: Disk, after: Disk): number {
  let written = before.changedAt === after.changedAt ? 0 : 1
  for (let at = LOG_HEADER_BYTES; at < after.log.length; at += FRAME_BYTES) {
    if (!after.log.subarray(at, at + FRAME_BYTES).equals(before.log.subarray(at, at + FRAME_BYTES))) written += 1
  }
  return written
}
