#!/usr/bin/env node
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { findNode, root } from './checkNode.js'

const program = join(root, 'out', 'main', 'tierdesk.js')
const node = findNode()
if (!existsSync(program)) {
  const { buildIfStale } = await import('./build.js')
  buildIfStale()
}
if (node === process.execPath) {
  await import(pathToFileURL(program).href)
} else {
  // The Node that was called is too old: the one that came with the packages does the work, and signals go on to it.
  const child = spawn(node, [program, ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => (signal ? process.kill(process.pid, signal) : process.exit(code ?? 1)))
}
