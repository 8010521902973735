import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { findNode, root } from './checkNode.js'

const node = findNode()
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome')

const CHECKS = {
  'format and lint': [biome, 'check', '--error-on-warnings', '.'],
  'types, shared': [tsc, '-p', 'tsconfig.shared.json'],
  'types, main': [tsc, '-p', 'tsconfig.main.json'],
  'types, renderer': [tsc, '-p', 'tsconfig.renderer.json'],
  'types, tests': [tsc, '-p', 'tsconfig.tests.json'],
}

/** Format, lint and types, side by side. Says what each found. */
export async function runChecks() {
  const outcomes = await Promise.all(Object.entries(CHECKS).map(async ([name, words]) => ({ name, ...(await run(words)) })))
  for (const { name, isGood, said } of outcomes) console.log(isGood ? `${name}: good` : `${name}: NOT GOOD\n${said}`)
  return outcomes.every(({ isGood }) => isGood)
}

/**
 * @param {string[]} words
 * @returns {Promise<{ isGood: boolean, said: string }>}
 */
function run(words) {
  return new Promise((resolve) => {
    const child = spawn(node, words, { cwd: root })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)))
    child.on('close', (code) => resolve({ isGood: code === 0, said }))
  })
}

if (process.argv[1] === import.meta.filename) process.exit((await runChecks()) ? 0 : 1)
