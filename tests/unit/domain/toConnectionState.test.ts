import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type RunEnd, toConnectionState } from '../../../src-main/domain/toConnectionState.ts'
import { toInstant } from '../../../src-shared/model/instant.ts'

const OUTCOMES = ['running', 'complete', 'partial', 'failed', 'no-permission', 'cancelled', 'interrupted'] as const

describe('a connection is', () => {
  test.each<[state: string, why: string, lastSuccessAt: number | null, runs: Partial<RunEnd>[]]>([
    ['never-synced', 'before its first run', null, []],
    ['never-synced', 'while its first run goes on', null, [{ outcome: 'running' }]],
    ['never-synced', 'when one stream of its first run is complete', null, [{ outcome: 'complete' }]],
    ['in-step', 'when all is complete', 10, [{ outcome: 'complete' }, { outcome: 'complete' }]],
    ['in-step', 'when what failed was before the last success', 10, [{ outcome: 'failed', errorKind: 'unauthorized', startedAt: 9 }]],
    ['partial', 'when a stream is partial', 10, [{ outcome: 'partial' }, { outcome: 'complete' }]],
    ['partial', 'when a stream may not be read', 10, [{ outcome: 'no-permission', errorKind: 'forbidden' }, { outcome: 'complete' }]],
    ['partial', 'when a stream was stopped', 10, [{ outcome: 'cancelled' }]],
    ['partial', 'when a stream was broken off', null, [{ outcome: 'interrupted' }]],
    ['failing', 'when a stream failed', 10, [{ outcome: 'failed', errorKind: 'unreadable' }]],
    ['unreachable', 'when the provider cannot be reached', 10, [{ outcome: 'failed', errorKind: 'unavailable' }]],
    ['unreachable', 'when the provider wants to be left alone', 10, [{ outcome: 'failed', errorKind: 'rate-limited' }]],
    ['refused', 'when the key is not taken', 10, [{ outcome: 'failed', errorKind: 'unauthorized' }]],
    ['refused', 'when the key is of another account', 10, [{ outcome: 'failed', errorKind: 'wrong-account' }]],
    ['refused', 'when the data are of another mode', 10, [{ outcome: 'failed', errorKind: 'wrong-mode' }]],
    [
      'refused',
      'before all else',
      10,
      [
        { outcome: 'failed', errorKind: 'unavailable' },
        { outcome: 'failed', errorKind: 'unauthorized' },
      ],
    ],
    [
      'refused',
      'when that began in the instant of the last success',
      10,
      [{ outcome: 'failed', errorKind: 'unauthorized', startedAt: 10 }],
    ],
  ])('%s %s', (state, _, lastSuccessAt, runs) => {
    expect(toConnectionState(lastSuccessAt, runs.map(run)).state).toBe(state)
  })
})

test('each problem is a sentence with the stream and the reason', () => {
  const problemOf = (outcome: RunEnd['outcome']) => toConnectionState(10, [run({ outcome, reason: 'Because.' })]).problems
  expect(OUTCOMES.map(problemOf)).toEqual([
    [],
    [],
    ['Customers: not all of it could be taken. Because.'],
    ['Because. Nothing new of the customers came in; everything up to then is kept.'],
    ['Customers: no permission. Because.'],
    ['Customers: stopped before the end. The next sync goes on from there.'],
    ['Customers: broken off. The next sync goes on from there.'],
  ])
  expect(toConnectionState(10, [run({ outcome: 'partial' })]).problems).toEqual(['Customers: not all of it could be taken.'])
})

describe('a stream that the key may not read', () => {
  test('stays a problem after successes that left it out', () => {
    expect(toConnectionState(10, [run({})], [], ['invoices'])).toEqual({
      state: 'partial',
      problems: ['Invoices: no permission. The key may not read them.'],
    })
  })

  test('is told once, in the provider’s words while these are at hand', () => {
    const refused = run({ stream: 'invoices', outcome: 'no-permission', errorKind: 'forbidden', reason: 'The key has no permission.' })
    expect(toConnectionState(10, [refused], [], ['invoices']).problems).toEqual(['Invoices: no permission. The key has no permission.'])
  })
})

const anyRun = fc.record({
  stream: fc.constantFrom('customers', 'events'),
  startedAt: fc.nat(20),
  outcome: fc.constantFrom(...OUTCOMES),
  errorKind: fc.constantFrom(null, 'unauthorized', 'unavailable', 'unreadable', 'forbidden'),
  reason: fc.constantFrom(null, 'Because.'),
})

test('the order of the runs does not change the state', () => {
  fc.assert(
    fc.property(fc.array(anyRun, { maxLength: 4 }), fc.option(fc.nat(20)), (runs, lastSuccessAt) => {
      expect(toConnectionState(lastSuccessAt, [...runs].reverse()).state).toBe(toConnectionState(lastSuccessAt, runs).state)
    }),
    { numRuns: 1_000 },
  )
})

test('a connection with something wrong is never shown as in step, and one in step has no problem', () => {
  fc.assert(
    fc.property(fc.array(anyRun, { maxLength: 4 }), fc.option(fc.nat(20)), (runs, lastSuccessAt) => {
      const { state, problems } = toConnectionState(lastSuccessAt, runs)
      if (state === 'in-step' || state === 'never-synced') expect(problems).toEqual([])
      const isWrong = runs.some(
        ({ startedAt, outcome }) => startedAt >= (lastSuccessAt ?? 0) && outcome !== 'running' && outcome !== 'complete',
      )
      if (isWrong) expect(['in-step', 'never-synced']).not.toContain(state)
    }),
    { numRuns: 1_000 },
  )
})

function run(given: Partial<RunEnd>): RunEnd {
  return { stream: 'customers', startedAt: 11, outcome: 'complete', errorKind: null, reason: null, ...given }
}

test('a gap says how it is closed: by listing again, or by a statement', () => {
  const span = { from: toInstant(0), until: toInstant(1000) }
  const { problems } = toConnectionState(
    10,
    [],
    [],
    [],
    [
      { ...span, cause: 'events-forgotten' },
      { ...span, cause: 'list-forgotten' },
    ],
  )
  expect(problems).toEqual([
    'Not followed from 1970-01-01T00:00:00Z to 1970-01-01T00:00:01Z. All of it is listed again; until then it may be old.',
    'Not known from 1970-01-01T00:00:00Z to 1970-01-01T00:00:01Z: the provider’s list goes back no further. A statement of its portal tells what was paid.',
  ])
})
