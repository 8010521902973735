import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { buildIfStale } from './build.js'
import { findNode, root } from './checkNode.js'

const QUICK_END_MS = 5_000

buildIfStale()
const electron = findElectron()
if (electron === null) serve()
else openWindow(electron)

/** The desktop runtime, where it is there and something to show a window on is too. */
function findElectron() {
  const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
  // Electron has no window for root, unless without its sandbox; the browser has.
  if (!hasDisplay || (process.platform === 'linux' && process.getuid?.() === 0)) return null
  try {
    const path = createRequire(import.meta.url)('electron')
    return existsSync(path) ? path : null
  } catch {
    // The package fetches its runtime when it is first asked for it, and throws where it cannot: the browser serves.
    return null
  }
}

/** @param {string} path */
function openWindow(path) {
  const startedAt = Date.now()
  const child = spawn(path, [root], { stdio: 'inherit' })
  child.on('exit', (code) => {
    // A runtime that cannot start here (missing system libraries, say) ends at once.
    if (code !== 0 && Date.now() - startedAt < QUICK_END_MS) serve()
    else process.exit(code ?? 1)
  })
}

/** One line with the address, and the console in any browser of this machine. */
function serve() {
  const child = spawn(findNode(), [join(root, 'out', 'main', 'tierdesk.js'), 'serve', '--first-start'], { stdio: 'inherit' })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => process.exit(code ?? 1))
}
