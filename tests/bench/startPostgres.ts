import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where Debian puts each version. */
const DEBIAN = '/usr/lib/postgresql'
const NEEDED = ['initdb', 'pg_ctl', 'createdb']
/** The peer hands what it makes to a role of this name. */
const ROLE = 'postgres'

export interface Postgres {
  /** Makes an empty database. Gives its address. */
  createDatabase(name: string): string
  version: string
  stop(): void
}

/** Starts a PostgreSQL of its own in a folder that goes with it; null where Debian's is not installed. As it comes, nothing tuned. */
export async function startPostgres(): Promise<Postgres | null> {
  const version = findNewest()
  if (version === null) return null
  const programs = join(DEBIAN, version, 'bin')
  const user = findUser()
  const folder = mkdtempSync(join(tmpdir(), 'bench-postgres-'))
  const place = join(folder, 'database')
  mkdirSync(place, { mode: 0o700 })
  if (user) {
    // It refuses to run as root: the folder is handed to the one that Debian made for it.
    chmodSync(folder, 0o755)
    chownSync(folder, user.uid, user.gid)
    chownSync(place, user.uid, user.gid)
  }
  const run = (name: string, ...argv: string[]) => execFileSync(join(programs, name), argv, { cwd: folder, stdio: 'ignore', ...user })
  const port = await findPort()
  const log = join(folder, 'log')
  try {
    run('initdb', '-D', place, '-U', ROLE, '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8')
    run('pg_ctl', '-D', place, '-w', '-l', log, '-o', `-h 127.0.0.1 -p ${port} -k ${folder}`, 'start')
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw new Error('PostgreSQL is installed and could not be started.', { cause: error })
  }
  return {
    createDatabase(name) {
      run('createdb', '-h', '127.0.0.1', '-p', String(port), '-U', ROLE, name)
      return `postgres://${ROLE}@127.0.0.1:${port}/${name}`
    },
    version,
    stop() {
      try {
        run('pg_ctl', '-D', place, '-w', '-m', 'immediate', 'stop')
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
  }
}

function findNewest(): string | null {
  if (!existsSync(DEBIAN)) return null
  const versions = readdirSync(DEBIAN).filter((version) => NEEDED.every((name) => existsSync(join(DEBIAN, version, 'bin', name))))
  return versions.sort((a, b) => Number(b) - Number(a))[0] ?? null
}

/** Whom to run it as; null where we are not root and it runs as we do. */
function findUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: idOf('-u'), gid: idOf('-g') }
}

function findPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('No port is free.'))))
    })
  })
}
