import { rmSync } from 'node:fs'
import type { Line, Measured } from '../figure.ts'
import type { Bench } from '../startBench.ts'
import { type Postgres, startPostgres } from '../startPostgres.ts'
import { toMedian } from '../toMedian.ts'
import { readToFloor } from './readToFloor.ts'

const FIRST = ['/v1/products', '/v1/prices', '/v1/customers']
const SECOND = [...FIRST, '/v1/subscriptions']

interface Rates {
  customers: number[]
  subscriptions: number[]
}

type Counts = Record<keyof Rates, number>

/** P2: customers, then their subscriptions, against a program of the same purpose that fills PostgreSQL. */
export async function measurePeer(bench: Bench): Promise<Line[]> {
  const postgres = await startPostgres()
  if (!postgres) {
    const reason = 'No PostgreSQL of Debian is installed here, which the peer fills.'
    return [{ kind: 'skipped', figure: 'P2', what: 'customers and subscriptions against the peer', reason }]
  }
  const ours: Rates = { customers: [], subscriptions: [] }
  const peer: Rates = { customers: [], subscriptions: [] }
  const floor: Rates = { customers: [], subscriptions: [] }
  try {
    for (let round = 1; round <= bench.options.rounds; round++) {
      const counts = await fillPeer(bench, postgres, round, peer)
      await fillOurs(bench, counts, ours)
      await fillFloor(bench, floor)
    }
  } finally {
    postgres.stop()
  }
  return [toLine('customers', 8), toLine('subscriptions', 12), toReach('customers'), toReach('subscriptions')]

  function toLine(what: keyof Rates, times: number): Measured {
    const against = { name: 'peer', value: toMedian(peer[what]) }
    const goal = { kind: 'at-least', value: times } as const
    return { kind: 'measured', figure: 'P2', what, unit: 'objects/s', ours: toMedian(ours[what]), against, goal }
  }

  /** No mirror that keeps its rows in one thread is quicker than the floor: what is beyond it is beyond reach here. */
  function toReach(what: keyof Rates): Measured {
    const against = { name: 'peer', value: toMedian(peer[what]) }
    const rate = toMedian(floor[what])
    return { kind: 'measured', figure: 'P2', what: `the floor's ${what}`, unit: 'objects/s', ours: rate, against, goal: null }
  }
}

async function fillPeer(bench: Bench, postgres: Postgres, round: number, rates: Rates): Promise<Counts> {
  const counts: Counts = { customers: 0, subscriptions: 0 }
  const peer = bench.startPeer()
  await peer.ask('open', { baseUrl: bench.baseUrl, databaseUrl: postgres.createDatabase(`round_${round}`) })
  for (const [kind, name] of [
    ['customer', 'customers'],
    ['subscription', 'subscriptions'],
  ] as const) {
    const { objects, ms } = await peer.ask('fill', kind)
    rates[name].push((objects / ms) * 1000)
    counts[name] = objects
    bench.log(`P2 round ${round}: peer ${objects} ${name} in ${Math.round(ms)} ms`)
  }
  await peer.stop()
  return counts
}

async function fillFloor(bench: Bench, rates: Rates): Promise<void> {
  for (const name of ['customers', 'subscriptions'] as const) {
    const { objects, ms } = await readToFloor(bench, [`/v1/${name}`])
    rates[name].push((objects / ms) * 1000)
    bench.log(`P2 floor ${objects} ${name} in ${Math.round(ms)} ms`)
  }
}

/** What is not offered yet is not asked for; to connect again finds out that it is. */
async function fillOurs(bench: Bench, counts: Counts, rates: Rates): Promise<void> {
  const baseUrl = await bench.offer({ companies: bench.options.companies, paths: FIRST })
  const folder = bench.createPath('workspace')
  const ours = bench.startConsole()
  await ours.ask('make', folder)
  for (const [paths, name] of [
    [FIRST, 'customers'],
    [SECOND, 'subscriptions'],
  ] as const) {
    await bench.server.ask('widen', { baseUrl, paths })
    await ours.ask('connect', { folder, baseUrl, share: null })
    const { ms, report } = await ours.ask('sync', folder)
    const seen = report.runs.find(({ stream }) => stream === name)?.objects ?? 0
    // A run may see one twice; each counts once.
    if (seen < counts[name]) throw new Error(`${seen} ${name} came in, and there are ${counts[name]}.`)
    rates[name].push((counts[name] / ms) * 1000)
    bench.log(`P2 ours ${counts[name]} ${name} in ${Math.round(ms)} ms`)
  }
  await ours.stop()
  rmSync(folder, { recursive: true })
  await bench.server.ask('close', baseUrl)
}
