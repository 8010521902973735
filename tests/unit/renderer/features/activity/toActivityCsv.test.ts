import { expect, test } from 'vitest'
import { toEventCsv, toRunCsv } from '../../../../../src-renderer/features/activity/toActivityCsv.ts'
import { toDriftCsv, toGapCsv } from '../../../../../src-renderer/features/activity/toCoverageCsv.ts'
import { toInstant } from '../../../../../src-shared/model/instant.ts'
import { NOW } from '../../fakeClient.ts'
import { makeEvent, makeRun } from './showActivity.tsx'

test('events are saved with their instants in UTC, and no text of others is a formula', () => {
  const event = makeEvent(1, { reason: '=HYPERLINK("x")', rules: ['renew', 'extend'] })
  expect(toEventCsv([event]).split('\r\n')).toEqual([
    'Happened,Seen,Provider,Type,Company,Company id,Kind,Object,Outcome,Reason,Rules,Event',
    `2026-11-21T07:59:00Z,2026-11-21T07:59:13Z,stripe,invoice.paid,Company 1,co_1,invoice,in_1,processed,"'=HYPERLINK(""x"")",renew extend,evt_1`,
    '',
  ])
})

test('a run that goes on is saved without an end', () => {
  expect(toRunCsv([makeRun(1, { endedAt: null, outcome: 'running' })]).split('\r\n')).toEqual([
    'Started,Ended,Provider,Stream,Outcome,Reason,Pages,Objects,Changed,Requests,Failed',
    '2026-11-21T08:00:00Z,,stripe,customers,running,,13,1204,61,14,0',
    '',
  ])
})

test('what is still open of the coverage is saved without an end', () => {
  const gap = { provider: 'stripe', from: NOW, until: toInstant(NOW + 60_000), cause: 'events-forgotten', isBeforeFirst: false } as const
  expect(toGapCsv([{ ...gap, from: null, closedAt: null }]).split('\r\n')[1]).toBe('stripe,,2026-11-21T08:01:00Z,,events-forgotten')
  expect(toGapCsv([{ ...gap, closedAt: null }]).split('\r\n')).toEqual([
    'Provider,From,Until,Closed,Cause',
    'stripe,2026-11-21T08:00:00Z,2026-11-21T08:01:00Z,,events-forgotten',
    '',
  ])
  expect(
    toDriftCsv([{ provider: 'stripe', kind: 'invoice', ref: '=in_1', change: 'changed', cause: 'no-event', foundAt: NOW }]).split('\r\n'),
  ).toEqual(['Found,Provider,Kind,Object,Change,Cause', "2026-11-21T08:00:00Z,stripe,invoice,'=in_1,changed,no-event", ''])
})
