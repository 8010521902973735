import { expect, test } from 'vitest'
import { toOutboxCsv } from '../../../../../src-renderer/features/outbox/toOutboxCsv.ts'
import { makeAction, makeProposal } from '../../actions/makeActions.ts'

test('each action is a line, safe against formulas, with its amount as digits', () => {
  const [head, line] = toOutboxCsv([makeAction(1, { companyName: '=Equals Accounting', reason: 'Twice, "really"' })])
    .trim()
    .split(/\r?\n/)
  expect(head?.split(',').slice(0, 10).join(',')).toBe('Decided,State,Since,Action,Kind,Company,Company id,Provider,Amount,Currency')
  expect(line).toContain(`'=Equals Accounting`)
  expect(line).toContain('20.00,USD,amina@desk,"Twice, ""really"""')
})

test('what is proposed is a line too: decided by nobody, with why it failed and when its provider tries it', () => {
  const [, line] = toOutboxCsv([makeProposal(1, { reason: null })])
    .trim()
    .split(/\r?\n/)
  expect(line).toBe(
    [
      ',proposed,2026-11-19T08:00:00Z,Collect invoice INV-1,invoice.retry,Baobab Ridge,co_1,stripe,99.00,USD',
      ',,Stripe could not collect it. Tried 2 times.,0,2026-11-24T08:00:00Z,,in_1',
    ].join(','),
  )
})
