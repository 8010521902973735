// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { createRouter, readPlace, writePlace } from '../../../../src-renderer/app/createRouter.ts'
import { toInstant } from '../../../../src-shared/model/instant.ts'

test.each([
  ['', 'overview', ''],
  ['?screen=settings', 'settings', ''],
  ['?screen=nonsense', 'overview', ''],
  ['?screen=companies&search=a%26b%3Dc', 'companies', 'a&b=c'],
] as const)('the address %j is %s, searching %j', (query, screen, search) => {
  expect(readPlace(query)).toMatchObject({ screen, search })
})

test('a place that was written is read back as it was', () => {
  const place = {
    screen: 'settings',
    search: '<b>"&=#?</b>',
    company: 'co_1',
    product: 'trading',
    plan: 'pro',
    metric: 'positions',
    filter: 'grace',
    at: toInstant(1_800_000_000_000),
    isConnecting: true,
  } as const
  expect(readPlace(writePlace(place))).toEqual(place)
})

test('an instant that is none is now', () => {
  expect(readPlace('?screen=plans&at=yesterday').at).toBeNull()
})

test('what is gone to takes the instant and the search along, and nothing else', () => {
  window.history.replaceState(null, '', '/?screen=plans&product=trading&plan=pro&search=b&at=2026-11-21T08:00:00Z')
  const router = createRouter(window)
  router.getState().go('company', { company: 'co_1' })
  expect(window.location.search).toBe('?screen=company&search=b&company=co_1&at=2026-11-21T08%3A00%3A00Z')
})

test('going somewhere can be taken back, a search is one step however many letters it has', async () => {
  window.history.replaceState(null, '', '/?screen=companies')
  const before = window.history.length
  const router = createRouter(window)
  router.getState().amend({ search: 'b' })
  router.getState().amend({ search: 'ba' })
  expect(window.history.length).toBe(before)
  expect(window.location.search).toBe('?screen=companies&search=ba')
  router.getState().go('settings')
  expect(window.history.length).toBe(before + 1)
  const isBack = new Promise((resolve) => window.addEventListener('popstate', resolve, { once: true }))
  window.history.back()
  await isBack
  expect(router.getState()).toMatchObject({ screen: 'companies', search: 'ba' })
})
