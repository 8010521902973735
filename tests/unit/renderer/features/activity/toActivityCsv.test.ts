import { expect, test } from 'vitest'
import { toEventCsv, toRunCsv } from '../../../../../src-renderer/features/activity/toActivityCsv.ts'
import { makeEvent, makeRun } from './showActivity.tsx'

test('events are saved with their instants in UTC, and no text of others is a formula', () => {
  const event = makeEvent(1, { reason: '=HYPERLINK("x")', rules: ['renew', 'extend'] })
  expect(toEventCsv([event]).split('\r\n')).toEqual([
    'Happened,Seen,Provider,Type,Object,Outcome,Reason,Rules,Event',
    `2026-11-21T07:59:00Z,2026-11-21T07:59:13Z,stripe,invoice.paid,in_1,processed,"'=HYPERLINK(""x"")",renew extend,evt_1`,
    '',
  ])
})

test('a run that goes on is saved without an end', () => {
  expect(toRunCsv([makeRun(1, { endedAt: null, outcome: 'running' })]).split('\r\n')).toEqual([
    'Started,Ended,Provider,Stream,Outcome,Reason,Pages,Objects,Changed,Requests',
    '2026-11-21T08:00:00Z,,stripe,customers,running,,13,1204,61,14',
    '',
  ])
})
