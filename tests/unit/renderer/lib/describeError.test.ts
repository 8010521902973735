// @vitest-environment jsdom
import { ORPCError } from '@orpc/client'
import { expect, test } from 'vitest'
import { EngineLost, EngineUnreachable } from '../../../../src-renderer/lib/createReconnectingLink.ts'
import { describeError, isRefusal } from '../../../../src-renderer/lib/describeError.ts'

test('a refusal is told in the engine’s own words', () => {
  const error = new ORPCError('REFUSED', {
    defined: true,
    message: 'Stripe refused the key.',
    data: { code: 'key-refused', hint: 'Use another.' },
  })
  expect(describeError(error)).toEqual({ title: 'Stripe refused the key.', hint: 'Use another.' })
  expect(isRefusal(error)).toBe(true)
})

test('a lost call says that it may have been carried out, a call never sent that it was not', () => {
  expect(describeError(new EngineLost('x')).hint).toContain('may or may not')
  expect(describeError(new EngineUnreachable('x')).hint).toContain('Nothing was sent')
})

test('an error of ours shows nothing of its inside', () => {
  const { title, hint } = describeError(new Error('SELECT * FROM secrets'))
  expect(`${title} ${hint}`).not.toContain('SELECT')
})
