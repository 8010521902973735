import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildIfStale } from './build.js'
import { runChecks } from './check.js'
import { findNode, root } from './checkNode.js'

const results = join(root, 'test-results')
const node = findNode()

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
/** @type {Counts} */
const sum = { passed: 0, failed: 0, skipped: 0 }

const areChecksGood = await runChecks()
buildIfStale()
const areUnitsGood = add('units', runUnits())
const areBrowsersGood = add('console', runConsole())

console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
process.exit(areChecksGood && areUnitsGood && areBrowsersGood && sum.failed === 0 && sum.passed > 0 ? 0 : 1)

/**
 * @param {string} what
 * @param {{ isGood: boolean, counts: Counts }} result
 */
function add(what, { isGood, counts }) {
  for (const kind of /** @type {const} */ (['passed', 'failed', 'skipped'])) sum[kind] += counts[kind]
  console.log(`${what}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`)
  return isGood
}

function runUnits() {
  const report = join(results, 'units.json')
  const { status } = spawnSync(
    node,
    [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile=${report}`],
    { cwd: root, stdio: 'inherit' },
  )
  const told = readReport(report)
  return {
    isGood: status === 0,
    counts: {
      passed: told.numPassedTests ?? 0,
      failed: told.numFailedTests ?? (status === 0 ? 0 : 1),
      skipped: (told.numPendingTests ?? 0) + (told.numTodoTests ?? 0),
    },
  }
}

/** The console in a browser, and in a window where a runtime and a display are to be had. */
function runConsole() {
  const report = join(results, 'console.json')
  const tool = [node, join(root, 'node_modules', '@playwright', 'test', 'cli.js'), 'test', '--project=web', '--project=desktop']
  const [command = node, ...words] = needsDisplay() ? ['xvfb-run', '-a', ...tool] : tool
  const { status } = spawnSync(command, words, { cwd: root, stdio: 'inherit', env: { ...process.env, TIERDESK_REPORT: report } })
  const { stats = {} } = readReport(report)
  return {
    isGood: status === 0,
    counts: {
      passed: (stats.expected ?? 0) + (stats.flaky ?? 0),
      failed: stats.unexpected ?? (status === 0 ? 0 : 1),
      skipped: stats.skipped ?? 0,
    },
  }
}

function needsDisplay() {
  const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
  return !hasDisplay && spawnSync('sh', ['-c', 'command -v xvfb-run']).status === 0
}

/** @param {string} file */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}
