// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { createRouter, readPlace, writePlace } from '../../../../src-renderer/app/createRouter.ts'

test.each([
  ['', 'companies', ''],
  ['?screen=settings', 'settings', ''],
  ['?screen=nonsense', 'companies', ''],
  ['?screen=companies&search=a%26b%3Dc', 'companies', 'a&b=c'],
] as const)('the address %j is %s, searching %j', (query, screen, search) => {
  expect(readPlace(query)).toMatchObject({ screen, search })
})

test('a place that was written is read back as it was', () => {
  const place = { screen: 'settings', search: '<b>"&=#?</b>', isConnecting: true } as const
  expect(readPlace(writePlace(place))).toEqual(place)
})

test('going somewhere can be taken back, a search is one step however many letters it has', async () => {
  window.history.replaceState(null, '', '/')
  const before = window.history.length
  const router = createRouter(window)
  router.getState().setSearch('b')
  router.getState().setSearch('ba')
  expect(window.history.length).toBe(before)
  expect(window.location.search).toBe('?screen=companies&search=ba')
  router.getState().go('settings')
  expect(window.history.length).toBe(before + 1)
  const isBack = new Promise((resolve) => window.addEventListener('popstate', resolve, { once: true }))
  window.history.back()
  await isBack
  expect(router.getState()).toMatchObject({ screen: 'companies', search: 'ba' })
})
