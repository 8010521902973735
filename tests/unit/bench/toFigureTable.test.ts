import { expect, test } from 'vitest'
import { isMet, type Measured, toRatio } from '../../bench/figure.ts'
import { toFigureTable, toShort } from '../../bench/toFigureTable.ts'

const BACKFILL: Measured = {
  kind: 'measured',
  figure: 'P1',
  what: 'full backfill',
  unit: 'objects/s',
  ours: 12_000,
  against: { name: 'floor', value: 25_000 },
  goal: { kind: 'at-least', value: 0.4 },
}
const POLL: Measured = {
  kind: 'measured',
  figure: 'P6',
  what: 'processor time of an idle poll',
  unit: 'ms',
  ours: 7.891,
  against: null,
  goal: { kind: 'at-most', value: 5 },
}

test('what is compared is judged by its ratio', () => {
  expect([toRatio(BACKFILL), isMet(BACKFILL)]).toEqual([0.48, true])
  expect(isMet({ ...BACKFILL, ours: 9_999 })).toBe(false)
  expect(isMet({ ...BACKFILL, ours: 10_000 })).toBe(true)
})

test('what is compared with nothing is judged by itself, and its ratio is to the goal', () => {
  expect([toRatio({ ...POLL, ours: 10 }), isMet(POLL)]).toEqual([2, false])
  expect(isMet({ ...POLL, ours: 5 })).toBe(true)
})

test('a goal of nothing has no ratio, and is met by nothing', () => {
  const none: Measured = { ...POLL, goal: { kind: 'at-most', value: 0 } }
  expect([toRatio(none), isMet(none), isMet({ ...none, ours: 0 })]).toEqual([null, false, true])
})

test.each([
  [0, '0'],
  [0.483_19, '0.483'],
  [7.891, '7.89'],
  [319, '319'],
  [1_234.5, '1,235'],
  [1_000_000, '1,000,000'],
])('%d is written as %s', (value, text) => {
  expect(toShort(value)).toBe(text)
})

test('figures stand in lines, and below them what was skipped and why', () => {
  const table = toFigureTable([
    BACKFILL,
    { kind: 'skipped', figure: 'P2', what: 'against the peer', reason: 'Nothing is there that it fills.' },
    POLL,
  ])
  expect(table.split('\n').map((line) => line.replace(/ {2,}/g, ' | '))).toEqual([
    ' | What | Ours | Against | Ratio | Goal | Met',
    'P1 | full backfill | 12,000 objects/s | 25,000 objects/s | 0.480 | ≥ 0.400 × floor | yes',
    'P6 | processor time of an idle poll | 7.89 ms | – | 1.58 | ≤ 5 | no',
    'P2 against the peer: skipped. Nothing is there that it fills.',
  ])
})

test('where nothing was measured there is no empty table', () => {
  const reason = 'Nothing is there that it fills.'
  expect(toFigureTable([{ kind: 'skipped', figure: 'P2', what: 'against the peer', reason }])).toBe(
    'P2 against the peer: skipped. Nothing is there that it fills.',
  )
})
