import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isPage } from './benchWords.ts'
import { buildPrograms } from './buildPrograms.ts'
import type { FillPeer } from './programs/fillPeer.ts'
import type { ReadToFloor } from './programs/readToFloor.ts'
import type { RunConsole, Synced } from './programs/runConsole.ts'
import type { Offer, ServeCompanies } from './programs/serveCompanies.ts'
import type { BenchOptions } from './readBenchOptions.ts'
import { type Program, startProgram } from './startProgram.ts'

/** A workspace that mirrors a crowd. */
export interface Mirror {
  folder: string
  baseUrl: string
  companies: number
  objects: number
  /** Pages of objects that it took. */
  pages: number
  synced: Synced
}

/** What figures are measured with. */
export interface Bench {
  readonly options: BenchOptions
  readonly server: Program<ServeCompanies>
  /** The address at which all companies are served, as fast as it can. */
  readonly baseUrl: string
  log(line: string): void
  /** A new path among those that the bench takes away when it ends. */
  createPath(name: string): string
  /** The console, in a process of its own. */
  startConsole(): Program<RunConsole>
  startFloor(): Program<ReadToFloor>
  startPeer(): Program<FillPeer>
  offer(offer: Offer): Promise<string>
  /** Mirrors a whole crowd into a new workspace. */
  backfill(baseUrl: string, companies: number): Promise<Mirror>
  /** The last whole mirror of all companies; made where there is none. */
  getMirror(): Promise<Mirror>
  /** The same with records of use of every company. */
  getToldMirror(): Promise<Mirror & { records: number }>
  stop(): Promise<void>
}

/** Of use, for each company. */
const RECORDS = 10

export async function startBench(options: BenchOptions): Promise<Bench> {
  const programs = await buildPrograms()
  const folder = mkdtempSync(join(tmpdir(), 'tierdesk-bench-'))
  const server = startProgram<ServeCompanies>(programs.file('serveCompanies'))
  const baseUrl = await server.ask('offer', { companies: options.companies })
  let made = 0
  let mirror: Mirror | null = null
  let told: (Mirror & { records: number }) | null = null

  const bench: Bench = {
    options,
    server,
    baseUrl,
    log: (line) => void process.stdout.write(`${line}\n`),
    createPath(name) {
      made += 1
      return join(folder, `${made}-${name}`)
    },
    startConsole: () => startProgram<RunConsole>(programs.file('runConsole'), options),
    startFloor: () => startProgram<ReadToFloor>(programs.file('readToFloor')),
    startPeer: () => startProgram<FillPeer>(programs.file('fillPeer')),
    offer: (offer) => server.ask('offer', offer),
    async backfill(at, companies) {
      // One of all companies is enough for what follows, and it is large.
      if (at === baseUrl && mirror) {
        rmSync(mirror.folder, { recursive: true })
        mirror = null
      }
      const place = bench.createPath('workspace')
      const ours = bench.startConsole()
      await ours.ask('make', place)
      await ours.ask('connect', { folder: place, baseUrl: at, share: null })
      // To connect asks for pages too.
      await server.ask('takeServed', at)
      const synced = await ours.ask('sync', place)
      const objects = await ours.ask('countMirrored', place)
      await ours.stop()
      const served = await server.ask('takeServed', at)
      const pages = served.filter(({ path, status }) => isPage(path) && status === 200).length
      const done = { folder: place, baseUrl: at, companies, objects, pages, synced }
      if (at === baseUrl) mirror = done
      return done
    },
    getMirror: async () => mirror ?? (await bench.backfill(baseUrl, options.companies)),
    async getToldMirror() {
      if (told) return told
      const own = await bench.getMirror()
      const ours = bench.startConsole()
      const records = await ours.ask('tellUsage', { folder: own.folder, records: RECORDS })
      await ours.stop()
      told = { ...own, records }
      return told
    },
    async stop() {
      await server.stop()
      programs.remove()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return bench
}
