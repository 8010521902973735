import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { findNode, root } from '../../scripts/checkNode.js'

const LARGE = 1_000_000

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    companies: { type: 'string' },
    large: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    json: { type: 'string' },
    profile: { type: 'string' },
  },
})

const options = {
  ...(values.only === undefined ? {} : { only: values.only.toUpperCase().split(',') }),
  ...(values.large ? { companies: LARGE } : {}),
  ...(values.companies === undefined ? {} : { companies: readCount('--companies', values.companies) }),
  ...(values.rounds === undefined ? {} : { rounds: readCount('--rounds', values.rounds) }),
  ...(values.json === undefined ? {} : { json: resolve(values.json) }),
  ...(values.profile === undefined ? {} : { profileFolder: resolve(values.profile) }),
}

// Whoever names figures wants those alone.
const files = values.only === undefined ? [] : ['figures.bench.ts']
const tool = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const { status } = spawnSync(findNode(), [tool, 'run', '--config', 'vitest.bench.config.ts', '--reporter=dot', ...files], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, TIERDESK_BENCH: JSON.stringify(options) },
})
process.exit(status ?? 1)

/**
 * @param {string} name
 * @param {string} text
 */
function readCount(name, text) {
  const count = Number(text)
  if (Number.isInteger(count) && count > 0) return count
  console.error(`${name} takes a whole number above 0, and not "${text}".`)
  process.exit(2)
}
