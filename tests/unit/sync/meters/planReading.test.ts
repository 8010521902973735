import { expect, test } from 'vitest'
import { orderReadings } from '../../../../src-main/sync/meters/orderReadings.ts'
import { findWindowStart, planReading, type Reading, type ReadingFacts } from '../../../../src-main/sync/meters/planReading.ts'
import { wantsMeters } from '../../../../src-main/sync/meters/wantsMeters.ts'
import { type Instant, parseInstant, toIso } from '../../../../src-shared/model/instant.ts'

const t = (text: string): Instant => parseInstant(`${text}Z`) as Instant
const span = ({ from, until }: { from: Instant; until: Instant }) => `${toIso(from)} ${toIso(until)}`
const NOW = t('2027-03-10T15:20:40')
const WINDOWS = [t('2027-01-31T13:45:20'), t('2027-02-28T13:45:20')]

const plan = (change: Partial<ReadingFacts> = {}): Reading =>
  planReading({ now: NOW, windows: WINDOWS, last: null, uses: [], isWhole: false, ...change })
const lately = { readUpTo: t('2027-03-10T15:00:00'), wholeAt: t('2027-03-10T06:00:00') }

test('what was never read is read from the first window on: whole days at once, and the days on which a window begins in two', () => {
  const { from, until, days, cutDays, today, isWhole } = plan()
  expect([toIso(from), toIso(until), isWhole]).toEqual(['2027-01-31T00:00:00Z', '2027-03-10T15:20:00Z', true])
  expect(days && span(days)).toBe('2027-01-31T00:00:00Z 2027-03-10T00:00:00Z')
  expect(cutDays.map(({ parts }) => parts.map(span))).toEqual([
    ['2027-01-31T00:00:00Z 2027-01-31T13:45:00Z', '2027-01-31T13:45:00Z 2027-02-01T00:00:00Z'],
    ['2027-02-28T00:00:00Z 2027-02-28T13:45:00Z', '2027-02-28T13:45:00Z 2027-03-01T00:00:00Z'],
  ])
  expect(today.map(span)).toEqual(['2027-03-10T00:00:00Z 2027-03-10T15:20:00Z'])
})

test('what was read lately is read from two days before the one that is on', () => {
  expect(plan({ last: lately })).toMatchObject({ from: t('2027-03-08T00:00:00'), isWhole: false, cutDays: [] })
  // Since it was read last nothing is left out.
  expect(plan({ last: { ...lately, readUpTo: t('2027-03-05T15:00:00') } }).from).toBe(t('2027-03-04T00:00:00'))
})

test.each<[string, Partial<ReadingFacts>]>([
  ['a day after it was', { last: { ...lately, wholeAt: t('2027-03-09T15:20:40') } }],
  ['when somebody asks', { last: lately, isWhole: true }],
  [
    'where a window begins within what was read in one',
    { last: lately, uses: [{ from: t('2027-02-28T00:00:00'), until: t('2027-03-01T00:00:00') }] },
  ],
  ['where the clock was set back', { last: { ...lately, wholeAt: t('2027-03-11T00:00:00') } }],
])('all that can still change is read again %s', (_when, change) => {
  expect(plan(change)).toMatchObject({ isWhole: true, from: t('2027-01-31T00:00:00') })
})

test('on the day on which a window begins that day is read in two, and at midnight the day that ends', () => {
  expect(plan({ now: t('2027-02-28T18:00:00'), last: lately }).today.map(span)).toEqual([
    '2027-02-28T00:00:00Z 2027-02-28T13:45:00Z',
    '2027-02-28T13:45:00Z 2027-02-28T18:00:00Z',
  ])
  expect(plan({ now: t('2027-03-10T00:00:30') }).today.map(span)).toEqual(['2027-03-09T00:00:00Z 2027-03-10T00:00:00Z'])
  expect(plan({ now: NOW, windows: [t('2027-03-10T15:20:30')] }).today.map(span)).toEqual(['2027-03-10T00:00:00Z 2027-03-10T15:20:00Z'])
})

test('a window that begins at midnight cuts no day', () => {
  expect(plan({ windows: [t('2027-02-01T00:00:00'), t('2027-03-01T00:00:00')] }).cutDays).toEqual([])
})

test('a minute in which a window begins is counted in that window', () => {
  const of = (from: string) => findWindowStart(WINDOWS, { from: t(from), until: NOW })
  expect([of('2027-02-28T13:44:00'), of('2027-02-28T13:45:00'), of('2027-01-31T00:00:00')]).toEqual([WINDOWS[0], WINDOWS[1], null])
})

test('those near a limit go first, of these and of all others whoever has waited longest', () => {
  const wait = (name: string, readUpTo: string | null, nearShare: number | null) => ({
    name,
    nearShare,
    last: readUpTo === null ? null : { readUpTo: t(readUpTo) },
  })
  const { near, others } = orderReadings([
    wait('calm', '2027-03-01T00:00', null),
    wait('near', '2027-03-02T00:00', 0.8),
    wait('new', null, null),
    wait('over', '2027-03-02T00:00', 1.2),
    wait('old and near', '2027-03-01T00:00', 0.76),
    wait('calm and young', '2027-03-02T00:00', null),
  ])
  expect(near.map(({ name }) => name)).toEqual(['old and near', 'over', 'near'])
  expect(others.map(({ name }) => name)).toEqual(['new', 'calm', 'calm and young'])
})

test('the fast lane and the daily one read no meters, somebody who asks does; and nobody does where the provider does not answer', () => {
  const lanes = (['fast', 'slow', 'daily'] as const).map((lane) => wantsMeters({ isAsked: false, lane }, []))
  expect(lanes).toEqual([false, true, false])
  expect(wantsMeters({ isAsked: true }, [])).toBe(true)
  const ended = (kind: 'forbidden' | 'unavailable' | 'unauthorized') => [{ error: { kind, detail: '', retryAfterMs: null } }] as never
  expect(wantsMeters({ isAsked: true }, ended('forbidden'))).toBe(true)
  expect(wantsMeters({ isAsked: true }, ended('unavailable'))).toBe(false)
  expect(wantsMeters({ isAsked: true }, ended('unauthorized'))).toBe(false)
})
