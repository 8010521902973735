import { expect, test } from 'vitest'
import {
  type ActivityFilter,
  isNarrowed,
  NO_FILTER,
  readActivityFilter,
  writeActivityFilter,
} from '../../../../../src-renderer/features/activity/activityFilter.ts'

test.each<[text: string | null, change: Partial<ActivityFilter>]>([
  [null, {}],
  ['runs', { view: 'runs' }],
  ['coverage', { view: 'coverage' }],
  ['audit,payment.refund,action:a-1,who:amina@desk', { view: 'audit', actionKind: 'payment.refund', action: 'a-1', who: 'amina@desk' }],
  ['skipped', { outcome: 'skipped' }],
  [
    'failed,type:invoice.paid,rule:renew,object:in_1,stripe,2026-11-01..',
    {
      ...{ outcome: 'failed', type: 'invoice.paid', rule: 'renew', object: 'in_1', provider: 'stripe', from: '2026-11-01' },
    },
  ],
  [
    'runs,partial,invoices,mpesa,2026-11-01..2026-11-14',
    {
      ...{ view: 'runs', ended: 'partial', stream: 'invoices', provider: 'mpesa', from: '2026-11-01', to: '2026-11-14' },
    },
  ],
  ['object:a%2Cb%25', { object: 'a,b%' }],
])('"%s" is read, and written as it was', (text, change) => {
  const filter = { ...NO_FILTER, ...change }
  expect(readActivityFilter(text)).toEqual(filter)
  expect(writeActivityFilter(filter)).toBe(text)
})

test.each(['gold', 'type:', 'ended,stream', '2026-13-01..', ',,'])('what it does not know, such as "%s", narrows nothing', (text) => {
  expect(readActivityFilter(text)).toEqual(NO_FILTER)
  expect(isNarrowed(readActivityFilter(text))).toBe(false)
})

test('what only events can be narrowed by does not narrow runs, and the other way round', () => {
  expect(readActivityFilter('runs,skipped,type:invoice.paid')).toEqual({ ...NO_FILTER, view: 'runs' })
  expect(readActivityFilter('partial,invoices')).toEqual(NO_FILTER)
  expect(isNarrowed({ ...NO_FILTER, view: 'runs' })).toBe(false)
  expect(isNarrowed({ ...NO_FILTER, view: 'runs', ended: 'failed' })).toBe(true)
})
