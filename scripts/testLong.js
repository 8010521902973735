import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { buildIfStale } from './build.js'
import { findNode, root } from './checkNode.js'

// The same tests with the numbers of a night: kills of a sync, of writes, of an outbox and of a restore, torn logs, spoilt pages, flipped bits, calls of any value, histories of hours, sums of money, bad lines, shuffled events, random lives.
const NUMBERS = {
  TIERDESK_KILLS: '1000',
  TIERDESK_STORM_KILLS: '300',
  TIERDESK_ACTION_KILLS: '300',
  TIERDESK_TEARS: '10000',
  TIERDESK_PAGES: '0',
  TIERDESK_EVERY_STEP: '1',
  TIERDESK_FLIPS: '10000',
  TIERDESK_FUZZ_CALLS: '1000000',
  TIERDESK_HISTORIES: '1000000',
  TIERDESK_MONEY_CASES: '1000000',
  TIERDESK_FAULT_SEEDS: '2000',
  TIERDESK_PERMUTATIONS: '10000',
  TIERDESK_LIFE_SEEDS: '200',
  TIERDESK_EVERY_CUT: '1',
}

buildIfStale()
const tool = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const words = [
  tool,
  'run',
  'tests/crash',
  'tests/unit/store/chain.test.ts',
  'tests/unit/engine/contractFuzz.test.ts',
  'tests/unit/domain/hours',
  'tests/unit/model',
  'tests/unit/sync/faultyLine.test.ts',
  'tests/unit/sync/shuffledEvents.test.ts',
  'tests/unit/sandbox/mirror',
  'tests/unit/outbox',
  '--testTimeout=86400000',
]
process.exit(spawnSync(findNode(), words, { cwd: root, stdio: 'inherit', env: { ...process.env, ...NUMBERS } }).status ?? 1)
