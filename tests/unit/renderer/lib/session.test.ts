// @vitest-environment jsdom
import { afterEach, expect, test } from 'vitest'
import { SignedOut } from '../../../../src-renderer/lib/SignedOut.ts'
import { createWebConnector, takeCode } from '../../../../src-renderer/lib/session.ts'

afterEach(() => sessionStorage.clear())

test('the code is taken out of the address at once, and the rest of the address stays', () => {
  window.history.replaceState(null, '', '/?screen=settings#code=abc123')
  expect(takeCode()).toBe('abc123')
  expect(window.location.hash).toBe('')
  expect(window.location.search).toBe('?screen=settings')
  expect(takeCode()).toBeNull()
})

test('without a code and without a session there is nothing to connect with', async () => {
  await expect(createWebConnector(null)()).rejects.toBeInstanceOf(SignedOut)
})
