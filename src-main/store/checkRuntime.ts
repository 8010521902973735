import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { AppError } from '../../src-shared/model/appError.ts'

const NEEDED_NODE_API = 10

/**
 * Refuses a runtime that the shipped SQLite binary cannot run in.
 *
 * That binary needs Node-API 10; an older Node ends without a word at the first database. One that was built on this machine is trusted.
 */
export function checkRuntime(
  versions: { node: string; napi?: string | undefined } = process.versions,
  hasOwnBuild: () => boolean = findOwnBuild,
): void {
  if (Number(versions.napi ?? 0) >= NEEDED_NODE_API || hasOwnBuild()) return
  throw new AppError(
    'runtime-too-old',
    `This is Node ${versions.node}; Tierdesk's database needs Node 22.14 or newer. Nothing was touched.`,
    'Install a newer Node, or run through npm (npm start, npx tierdesk), which brings one on Linux.',
  )
}

function findOwnBuild(): boolean {
  const entry = createRequire(import.meta.url).resolve('better-sqlite3')
  return existsSync(join(dirname(entry), '..', 'build', 'Release', 'better_sqlite3.node'))
}
