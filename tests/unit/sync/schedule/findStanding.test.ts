import { describe, expect, test } from 'vitest'
import type { Connection } from '../../../../src-main/store/reads/connections.ts'
import type { EndedRun } from '../../../../src-main/store/reads/syncEnds.ts'
import { findStanding, type StandingSources } from '../../../../src-main/sync/schedule/findStanding.ts'
import { noteEnd } from '../../../../src-main/sync/schedule/seen.ts'
import { HOUR, later, MINUTE, NOON } from './makeFacts.ts'

const at = (minutes: number) => later(NOON, minutes * MINUTE)

const ended = (minutes: number, change: Partial<EndedRun> = {}): EndedRun => ({
  stream: 'events',
  startedAt: at(minutes),
  endedAt: at(minutes),
  outcome: change.errorKind ? 'failed' : 'complete',
  errorKind: null,
  ...change,
})

function stand(change: Partial<Omit<StandingSources, 'connection'>> & { connection?: Partial<Connection> } = {}) {
  const connection = {
    connectedAt: at(-600),
    lastSuccessAt: null,
    secretKind: 'sealed',
    baseUrl: null,
    permissions: { customers: 'read', invoices: 'none', disputes: 'unknown' },
    ...change.connection,
  } as Connection
  return findStanding({ now: NOON, openedAt: at(-60), runs: [], listEnds: new Map(), seen: undefined, ...change, connection })
}

const good = { errorKinds: [null], isBroken: false }
const bad = (kind: string) => ({ errorKinds: [kind], isBroken: false })

describe('a connection was polled', () => {
  test.each<[when: string, change: Parameters<typeof stand>[0], minutes: number | null]>([
    ['never, where nothing tells of it', {}, null],
    ['when its last success began', { connection: { lastSuccessAt: at(-5) } }, -5],
    ['when its newest run ended', { runs: [ended(-3), ended(-5)] }, -3],
    [
      'when this process saw it, which leaves no record',
      { runs: [ended(-3)], seen: noteEnd(undefined, 'fast', { endedAt: at(-1), ...good }) },
      -1,
    ],
    ['never, of a run that a killed process left open', { runs: [ended(-3, { outcome: 'interrupted' })] }, null],
    ['never, of one that ended with the process before', { runs: [ended(-90, { outcome: 'cancelled', errorKind: 'cancelled' })] }, null],
    ['when somebody stopped it', { runs: [ended(-3, { outcome: 'cancelled', errorKind: 'cancelled' })] }, -3],
    ['never, with this key', { runs: [ended(-3)], connection: { connectedAt: at(-1) } }, null],
    ['never, by a clock that was set back', { runs: [ended(5)] }, null],
  ])('%s', (_when, change, minutes) => {
    expect(stand(change).polledAt).toBe(minutes === null ? null : at(minutes))
  })
})

describe('everything was listed', () => {
  const both = { permissions: { customers: 'read', invoices: 'read' } } as const

  test.each<[when: string, change: Parameters<typeof stand>[0], minutes: number | null]>([
    ['never, where one list was not', { connection: both, listEnds: new Map([['customers', at(-5)]]) }, null],
    [
      'when the oldest of the lists was',
      {
        connection: both,
        listEnds: new Map([
          ['customers', at(-5)],
          ['invoices', at(-9)],
        ]),
      },
      -9,
    ],
    ['whatever the key may not read', { listEnds: new Map([['customers', at(-5)]]) }, -5],
    [
      'though one list is no use',
      { connection: both, listEnds: new Map([['customers', at(-5)]]), runs: [ended(-7, { stream: 'invoices', errorKind: 'unreadable' })] },
      -7,
    ],
    [
      'not, where the line failed in one of them',
      { connection: both, listEnds: new Map([['customers', at(-5)]]), runs: [ended(-7, { stream: 'invoices', errorKind: 'unavailable' })] },
      null,
    ],
    ['when this process saw it', { seen: noteEnd(undefined, 'daily', { endedAt: at(-2), ...good }) }, -2],
    ['not, where it was stopped', { seen: noteEnd(undefined, 'daily', { endedAt: at(-2), ...bad('cancelled') }) }, null],
  ])('%s', (_when, change, minutes) => {
    expect(stand(change).listedAt).toBe(minutes === null ? null : at(minutes))
  })
})

describe('a connection is failing', () => {
  const lineFailed = (minutes: number) => ended(minutes, { errorKind: 'unavailable' })

  test.each<[since: string, change: Parameters<typeof stand>[0], minutes: number | null]>([
    ['since the first of the failures in a row', { runs: [lineFailed(-1), lineFailed(-2), lineFailed(-4), ended(-5), lineFailed(-6)] }, -4],
    ['since its last success', { runs: [lineFailed(-1), lineFailed(-4)], connection: { lastSuccessAt: at(-2) } }, -1],
    [
      'not any more, once this process saw better',
      { runs: [lineFailed(-4)], seen: noteEnd(undefined, 'fast', { endedAt: at(-1), ...good }) },
      null,
    ],
    [
      'not any more, once somebody’s sync went well',
      { runs: [ended(-1)], seen: noteEnd(undefined, 'fast', { endedAt: at(-2), ...bad('unavailable') }) },
      null,
    ],
    [
      'since this process saw the first',
      {
        runs: [lineFailed(-3)],
        seen: noteEnd(noteEnd(undefined, 'fast', { endedAt: at(-3), ...bad('unavailable') }), 'fast', {
          endedAt: at(-1),
          ...bad('unavailable'),
        }),
      },
      -3,
    ],
  ])('%s', (_since, change, minutes) => {
    expect(stand(change).failing?.since ?? null).toBe(minutes === null ? null : at(minutes))
  })

  test('but can be reached, where one of its lists answered', () => {
    const { failing } = stand({ seen: noteEnd(undefined, 'daily', { endedAt: NOON, errorKinds: [null, 'unavailable'], isBroken: false }) })
    expect(failing).toEqual({ since: NOON, isUnanswered: true, isUnreachable: false })
  })
})

describe('a key is revoked', () => {
  const refused = (minutes: number, errorKind = 'unauthorized') => [ended(minutes, { errorKind })]
  const environment = { secretKind: 'environment' } as const

  test.each<[what: string, change: Parameters<typeof stand>[0], isRevoked: boolean]>([
    ['unauthorized', { runs: refused(-1) }, true],
    ['wrong-account', { runs: refused(-1, 'wrong-account') }, true],
    ['wrong-mode', { runs: refused(-1, 'wrong-mode') }, true],
    ['no-key', { runs: refused(-1, 'no-key') }, true],
    ['a line that failed', { runs: refused(-1, 'unavailable') }, false],
    ['a new key since', { runs: refused(-5), connection: { connectedAt: at(-1) } }, false],
    ['a sync since that went well', { runs: [ended(-1), ...refused(-5)] }, false],
    ['a success since', { runs: refused(-5), connection: { lastSuccessAt: at(-1) } }, false],
    ['a sealed key, and a start since', { runs: refused(-90) }, true],
    ['a key from the environment, and a start since, with which it may be another', { runs: refused(-90), connection: environment }, false],
    ['a key that could not be opened, and a start since', { runs: refused(-90, 'no-key') }, false],
    ['a key from the environment', { runs: refused(-1), connection: environment }, true],
  ])('%s', (_what, change, isRevoked) => {
    expect(stand(change).isRevoked).toBe(isRevoked)
  })
})

test.each([
  [null, false],
  ['https://api.stripe.com', false],
  ['http://127.0.0.1:12111', true],
  ['http://localhost:8080', true],
  ['http://[::1]:9', true],
  ['https://127.0.0.1.example.com', false],
])('an address %s is on this machine: %s', (baseUrl, isLocal) => {
  expect(stand({ connection: { baseUrl }, now: later(NOON, HOUR) }).isLocal).toBe(isLocal)
})
