import { performance } from 'node:perf_hooks'
import Sqlite, { type Database } from 'better-sqlite3'
import { BENCH_KEY, LISTS } from '../benchWords.ts'
import { answerStarter } from './answerStarter.ts'

interface Wire {
  id: string
  customer?: string | null
  created: number
  status?: string | null
  currency?: string | null
  amount?: number | null
  total?: number | null
}

export interface Read {
  objects: number
  pages: number
  ms: number
  /** How long a processor was busy with it. */
  cpuMs: number
}

interface Page {
  data: Wire[]
  has_more: boolean
}

/**
 * The least that a mirror can do: it reads page after page in one thread, parses them, and keeps rows and raw JSON by prepared statements,
 * a transaction a page, on the disk when it is committed.
 *
 * @param paths of which lists; left out, of all
 */
async function read({ baseUrl, file, paths }: { baseUrl: string; file: string; paths?: readonly string[] }): Promise<Read> {
  const database = openDatabase(file)
  const save = prepareSave(database)
  const before = process.cpuUsage()
  const startedAt = performance.now()
  let objects = 0
  let pages = 0
  for (const { kind, path, asked } of LISTS) {
    if (paths?.includes(path) === false) continue
    let after = ''
    for (let hasMore = true; hasMore; ) {
      const response = await fetch(`${baseUrl}${path}?limit=100${asked}${after}`, { headers: { authorization: `Bearer ${BENCH_KEY}` } })
      if (!response.ok) throw new Error(`${path} was answered with ${response.status}.`)
      const page: Page = JSON.parse(await response.text())
      save(kind, page.data)
      objects += page.data.length
      pages += 1
      after = `&starting_after=${page.data.at(-1)?.id}`
      hasMore = page.has_more
    }
  }
  const ms = performance.now() - startedAt
  const { user, system } = process.cpuUsage(before)
  database.close()
  return { objects, pages, ms, cpuMs: (user + system) / 1000 }
}

function openDatabase(file: string): Database {
  const database = new Sqlite(file)
  // As the console's own file is.
  database.pragma('page_size = 8192')
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.exec(`
    create table object (
      id integer primary key, account text not null, kind text not null, ref text not null, customer text, created integer not null,
      status text, currency text, amount integer, unique (account, ref)
    ) strict;
    create table raw (object_id integer primary key references object (id), json text not null) strict;
  `)
  return database
}

function prepareSave(database: Database): (kind: string, objects: readonly Wire[]) => void {
  const saveRow = database
    .prepare(
      `insert into object (account, kind, ref, customer, created, status, currency, amount) values ('acct_1Bench', ?, ?, ?, ?, ?, ?, ?)
      on conflict (account, ref) do update set customer = excluded.customer, created = excluded.created, status = excluded.status,
        currency = excluded.currency, amount = excluded.amount
      returning id`,
    )
    .pluck()
  const saveRaw = database.prepare(
    'insert into raw (object_id, json) values (?, ?) on conflict (object_id) do update set json = excluded.json',
  )
  return database.transaction((kind: string, objects: readonly Wire[]) => {
    for (const object of objects) {
      const { id, customer = null, created, status = null, currency = null, amount, total } = object
      const row = saveRow.get(kind, id, customer, created, status, currency, amount ?? total ?? null)
      saveRaw.run(row, JSON.stringify(object))
    }
  })
}

const answers = { read }
export type ReadToFloor = typeof answers

answerStarter(answers)
