import { dirname, join } from 'node:path/posix'
import type { Import } from './readImports.ts'

const PORTS = 'src-main/ports.ts'
const CORE = ['src-main/domain/', 'src-shared/', PORTS]
/** What is known of a provider without its name. */
const PORT = ['src-main/providers/provider.ts', 'src-main/providers/acting.ts']
/** What all providers tell of a line in the same way. */
const LINE = 'src-main/providers/isLineUnopened.ts'
const ABOVE_STORE = [...CORE, 'src-main/store/', ...PORT, 'node:crypto']
/** What every host is built of. */
const HOST = [
  'src-main/engine/',
  'src-main/startup/',
  'src-main/keepEngine.ts',
  'src-main/nodePorts.ts',
  'src-main/readPages.ts',
  PORTS,
  'src-main/redact.ts',
  'src-main/toWorkspacePath.ts',
  'src-shared/',
  'node:',
]
/** A page knows the contract by its types alone, so that no zod reaches it. */
const SHARED_IN_PAGES = ['src-shared/model/', 'type src-shared/contract/']

/**
 * What a file may name, by where it sits: its own entry, or else the deepest folder that has one.
 *
 * `*` in a folder stands for one name, and `$1` in what is allowed for that same name. What starts with `type ` may be named by
 * `import type` alone. What ends with `/` or `:` allows all that starts with it, anything else itself and what lies under it.
 */
export const WALLS: Record<string, readonly string[]> = {
  'src-shared/model': ['src-shared/model/'],
  'src-shared/contract': ['src-shared/contract/', 'src-shared/model/', 'zod', '@orpc/contract'],

  // Without the ports: a rule that is handed a clock is no longer a pure function.
  'src-main/domain': ['src-main/domain/', 'src-shared/model/'],
  'src-main/providers': CORE,
  'src-main/providers/acting.ts': [...CORE, 'src-main/providers/provider.ts'],
  'src-main/providers/*': [...CORE, 'src-main/providers/$1/', ...PORT, LINE],
  'src-main/providers/stripe': [...CORE, 'src-main/providers/stripe/', ...PORT, LINE, 'stripe'],
  'src-main/providers/mpesa': [
    ...CORE,
    'src-main/providers/mpesa/',
    ...PORT,
    LINE,
    'csv-parse',
    'read-excel-file',
    'node:http',
    'node:https',
  ],
  'src-main/store': [
    ...CORE,
    'src-main/store/',
    'better-sqlite3',
    'drizzle-orm',
    'node:child_process',
    'node:crypto',
    'node:fs',
    'node:module',
    'node:os',
    'node:path',
    'node:worker_threads',
  ],
  'src-main/sync': [...ABOVE_STORE, 'src-main/sync/'],
  'src-main/outbox': [...ABOVE_STORE, 'src-main/outbox/'],
  'src-main/reports': [...ABOVE_STORE, 'src-main/reports/'],
  'src-main/engine': [
    ...ABOVE_STORE,
    'src-main/engine/',
    'src-main/providers/',
    'src-main/sync/',
    'src-main/outbox/',
    'src-main/reports/',
    '@orpc/server',
    '@orpc/client',
    'csv-parse',
    'resources/catalogs/',
    'package.json',
    'node:path',
  ],
  // The only ones beside it that know of the sandbox.
  'src-main/startup': [
    'src-main/startup/',
    'src-main/engine/',
    'src-main/sandbox/start.ts',
    'src-main/store/workspaceFolder.ts',
    'src-main/domain/calendar/',
    PORTS,
    'src-shared/',
    '@orpc/server',
  ],
  'src-main/sandbox': ['src-main/sandbox/', 'src-shared/model/', PORTS, 'node:'],

  'src-main/desktop': [...HOST, 'src-main/desktop/', 'electron'],
  'src-main/web': [...HOST, 'src-main/web/', 'ws'],
  'src-main/cli': [...HOST, 'src-main/cli/', '@orpc/server', 'commander', 'cli-table3', 'package.json'],

  'src-main/tierdesk.ts': [...HOST, 'src-main/cli/', 'src-main/web/', 'type commander'],
  'src-main/ports.ts': ['src-shared/model/'],
  'src-main/nodePorts.ts': [
    PORTS,
    'src-main/redact.ts',
    'src-main/engine/sealWithPassphrase.ts',
    'src-shared/model/',
    'node:crypto',
    'node:os',
  ],
  'src-main/keepEngine.ts': [PORTS, 'src-shared/model/'],
  'src-main/readPages.ts': ['node:fs', 'node:path'],
  'src-main/toWorkspacePath.ts': ['node:os', 'node:path'],
  'src-main/redact.ts': [],

  'src-preload': ['electron', 'type src-shared/contract/'],

  'src-renderer/ui': [
    'src-renderer/ui/',
    'src-shared/model/',
    'react',
    'recharts',
    'cmdk',
    '@tanstack/react-table',
    '@tanstack/react-virtual',
  ],
  'src-renderer/lib': [
    'src-renderer/lib/',
    ...SHARED_IN_PAGES,
    '@orpc/client',
    'type @orpc/contract',
    '@orpc/tanstack-query',
    '@tanstack/react-query',
    'react',
    'zustand',
  ],
  'src-renderer/records': [
    'src-renderer/records/',
    'src-renderer/ui/',
    'src-renderer/lib/',
    ...SHARED_IN_PAGES,
    '@tanstack/react-query',
    'react',
  ],
  'src-renderer/actions': [
    'src-renderer/actions/',
    'src-renderer/records/',
    'src-renderer/ui/',
    'src-renderer/lib/',
    ...SHARED_IN_PAGES,
    '@tanstack/react-query',
    'react',
  ],
  'src-renderer/features/*': [
    'src-renderer/features/$1/',
    'src-renderer/actions/',
    'src-renderer/records/',
    'src-renderer/ui/',
    'src-renderer/lib/',
    ...SHARED_IN_PAGES,
    '@tanstack/react-query',
    'react',
    'zustand',
  ],
  'src-renderer/app': [
    'src-renderer/app/',
    'src-renderer/actions/',
    'src-renderer/features/',
    'src-renderer/lib/',
    'src-renderer/ui/',
    ...SHARED_IN_PAGES,
    '@fontsource-variable/inter',
    '@tanstack/react-query',
    'cmdk',
    'react',
    'react-dom',
    'zustand',
  ],
}

/** A file and the modules that it names, as it names them. */
export interface Source {
  path: string
  imports: readonly Import[]
}

/** The entry of the table that a file is held to. */
export function findWall(path: string): string | undefined {
  const parts = path.split('/')
  for (let length = parts.length; length > 0; length--) {
    const exact = parts.slice(0, length).join('/')
    if (WALLS[exact]) return exact
    const starred = [...parts.slice(0, length - 1), '*'].join('/')
    // The star stands for a folder, not for a file of its parent.
    if (length < parts.length && WALLS[starred]) return starred
  }
  return undefined
}

/** Every import that the table does not allow, and every file that it does not know. */
export function findTrespasses(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const wall = findWall(source.path)
    if (!wall) return [`${source.path} sits in no known folder`]
    const allowed = toRules(wall, source.path)
    return resolveImports(source)
      .filter((target) => !allowed.some((rule) => isAllowed(target, rule)))
      .map(({ name, isTypeOnly }) => {
        const isAllowedAsType = !isTypeOnly && allowed.some((rule) => isAllowed({ name, isTypeOnly: true }, rule))
        return `${source.path} may ${isAllowedAsType ? 'only `import type`' : 'not name'} ${name}`
      })
  })
}

function toRules(wall: string, path: string): readonly string[] {
  const star = path.split('/')[wall.split('/').indexOf('*')] ?? ''
  return WALLS[wall]?.map((rule) => rule.replace('$1', star)) ?? []
}

function isAllowed({ name, isTypeOnly }: Import, rule: string): boolean {
  if (!rule.startsWith('type ')) return isWithin(name, rule)
  return isTypeOnly && isWithin(name, rule.slice('type '.length))
}

function isWithin(name: string, rule: string): boolean {
  return /[/:]$/.test(rule) ? name.startsWith(rule) : name === rule || name.startsWith(`${rule}/`)
}

/** Every import of ours that leads to no file, endings included. */
export function findDeadEnds(sources: readonly Source[], exists: (path: string) => boolean): string[] {
  return sources.flatMap(({ path, imports }) =>
    imports
      .filter(({ name }) => name.startsWith('.') && !exists(resolveName(path, name)))
      .map(({ name }) => `${path} names ${name}, which is no file`),
  )
}

/** Groups of files that reach one another, types included (Tarjan). */
export function findCycles(sources: readonly Source[]): string[][] {
  const graph = new Map(sources.map((source) => [source.path, resolveImports(source).map(({ name }) => name)]))
  const index = new Map<string, number>()
  const stack: string[] = []
  const cycles: string[][] = []
  for (const path of graph.keys()) if (!index.has(path)) connect(path)
  return cycles

  function connect(path: string): number {
    const mine = index.size
    index.set(path, mine)
    let lowest = mine
    stack.push(path)
    const targets = graph.get(path) ?? []
    for (const target of targets) {
      if (!graph.has(target)) continue
      const seen = index.get(target)
      if (seen === undefined) lowest = Math.min(lowest, connect(target))
      else if (stack.includes(target)) lowest = Math.min(lowest, seen)
    }
    if (lowest === mine) {
      const group = stack.splice(stack.indexOf(path))
      if (group.length > 1 || targets.includes(path)) cycles.push(group)
    }
    return lowest
  }
}

/** What a file names, as paths from the root where it is ours. */
function resolveImports({ path, imports }: Source): Import[] {
  return imports.map(({ name, isTypeOnly }) => ({ name: resolveName(path, name), isTypeOnly }))
}

/** The file that a relative name leads to from `path`; a package's name stays as it is. */
export function resolveName(path: string, name: string): string {
  return name.startsWith('.') ? join(dirname(path), name.replace(/\?.*$/, '')) : name
}
