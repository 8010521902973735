import { expect, test } from 'vitest'
import { listOverageRows } from '../../../../../src-renderer/features/overage/listOverageRows.ts'
import { toOverageCsv } from '../../../../../src-renderer/features/overage/toOverageCsv.ts'
import type { Names } from '../../../../../src-renderer/lib/useNames.ts'
import { NOW } from '../../fakeClient.ts'
import { makeExceed } from './makeOverage.ts'

const names = { metric: (_: string, metric: string) => metric.toUpperCase() } as Names

test('each line names its company, and what others called it is no formula', () => {
  const rows = listOverageRows([
    {
      company: 'co_1',
      name: '=HYPERLINK("x")',
      exceeds: [makeExceed('estates', 1150, 25), makeExceed('api-calls', 501, 500)],
      stale: [
        { metric: 'estates', asOf: NOW, ageMs: 1 },
        { metric: 'api-calls', asOf: null, ageMs: null },
      ],
    },
  ])
  expect(toOverageCsv(rows, 'estates', names).split('\r\n')).toEqual([
    'Company,Id,Resource,In use,Plan’s limit,Overage,What to do,"Too old, as of"',
    '"\'=HYPERLINK(""x"")",co_1,ESTATES,1150,25,1125,"archive 1,125",2026-11-21T08:00:00Z',
    '"\'=HYPERLINK(""x"")",co_1,API-CALLS,501,500,1,wait for the reset,never told',
    '',
  ])
})
