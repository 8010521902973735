import { existsSync } from 'node:fs'
import { join } from 'node:path'

const NEEDED_NODE_API = 10
export const root = join(import.meta.dirname, '..')

/** The Node to run with: the one that came with the packages, else this one where it is new enough; else ends with a clear word. */
export function findNode() {
  const brought = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
  if (Number(process.versions.napi) >= NEEDED_NODE_API) return process.execPath
  if (existsSync(brought)) return brought
  console.error(`This is Node ${process.versions.node}; Tierdesk needs Node 22.14 or newer. Nothing was touched.`)
  console.error('Install a newer Node from nodejs.org or your package manager, then try again.')
  process.exit(1)
}
