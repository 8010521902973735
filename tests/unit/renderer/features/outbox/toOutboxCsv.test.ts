import { expect, test } from 'vitest'
import { toOutboxCsv } from '../../../../../src-renderer/features/outbox/toOutboxCsv.ts'
import { makeAction } from '../../actions/makeActions.ts'

test('each action is a line, safe against formulas, with its amount as digits', () => {
  const [head, line] = toOutboxCsv([makeAction(1, { companyName: '=Equals Accounting', reason: 'Twice, "really"' })])
    .trim()
    .split(/\r?\n/)
  expect(head?.split(',').slice(0, 10).join(',')).toBe('Decided,State,Since,Action,Kind,Company,Company id,Provider,Amount,Currency')
  expect(line).toContain(`'=Equals Accounting`)
  expect(line).toContain('20.00,USD,amina@desk,"Twice, ""really"""')
})
