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

test('a key that nothing here can seal is told to somebody at the page, not at a terminal', () => {
  const error = new ORPCError('REFUSED', { defined: true, message: 'Not sealed.', data: { code: 'key-not-kept', hint: 'For a terminal.' } })
  expect(describeError(error).hint).toBe(
    'Start tierdesk serve with TIERDESK_PASSPHRASE set, or connect on the command line with --secret-env NAME.',
  )
  expect(describeError(error, true).hint).toContain('The system has no keychain that keeps secrets safe.')
})

test('a lost call says that it may have been carried out, a call never sent that it was not', () => {
  expect(describeError(new EngineLost('x')).hint).toContain('may or may not')
  expect(describeError(new EngineUnreachable('x')).hint).toContain('Nothing was sent')
})

test('an error of ours shows nothing of its inside', () => {
  const { title, hint } = describeError(new Error('SELECT * FROM secrets'))
  expect(`${title} ${hint}`).not.toContain('SELECT')
})
