import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The oldest Electron whose Node can load the shipped SQLite (Node-API 10). */
const OLDEST_MAJOR = 37

const require = createRequire(import.meta.url)

/** Why the desktop cannot be tested here; null where it can. */
export function findDesktopObstacle(): string | null {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const folder = override ?? join(dirname(require.resolve('electron/package.json')), 'dist')
  if (!existsSync(join(folder, 'version'))) return 'no Electron runtime is on this machine'
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'])
    return 'there is no display (xvfb-run gives one)'
  const major = Number(readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '').split('.')[0])
  const hasOwnSqlite = existsSync(join(dirname(require.resolve('better-sqlite3/package.json')), 'build', 'Release', 'better_sqlite3.node'))
  if (major < OLDEST_MAJOR && !hasOwnSqlite) return `Electron ${major} cannot load the shipped SQLite, and no other is built`
  return null
}
