import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { findNode, root } from './checkNode.js'

const SOURCES = ['src-main', 'src-preload', 'src-renderer', 'src-shared', 'resources', 'package.json', 'electron.vite.config.ts']
const BUILT = ['out/main/tierdesk.js', 'out/preload/index.cjs', 'out/renderer/index.html']

/** Builds the program where a source is newer than what was built. */
export function buildIfStale() {
  const oldestBuilt = Math.min(...BUILT.map((file) => (existsSync(join(root, file)) ? statSync(join(root, file)).mtimeMs : 0)))
  if (Math.max(...SOURCES.map((name) => newest(join(root, name)))) > oldestBuilt) build()
}

function build() {
  const tool = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const { status, stdout, stderr } = spawnSync(findNode(), [tool, 'build', '--logLevel', 'warn'], { cwd: root, encoding: 'utf8' })
  if (status === 0) return
  console.error(`${stdout}${stderr}\nThe program could not be built.`)
  process.exit(1)
}

/** @param {string} path */
function newest(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path, { recursive: true }).map((name) => statSync(join(path, String(name))).mtimeMs))
}

if (process.argv[1] === import.meta.filename) build()
