import { expect, test } from 'vitest'
import { createSavedViews, isSameQuestion, type ViewQuestion } from '../../../../../src-renderer/features/companies/createSavedViews.ts'

const ALL: ViewQuestion = { search: '', product: null, plan: null, filter: null, sort: 'name', isDescending: false, hidden: ['email'] }
const GRACE: ViewQuestion = { ...ALL, product: 'trading', filter: 'grace', sort: 'since', isDescending: true }

function createStorage() {
  const kept = new Map<string, string>()
  return { kept, getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) }
}

test('a view is kept for its workspace alone, in the order of the names', () => {
  const storage = createStorage()
  const views = createSavedViews(storage, '/a')
  views.getState().keep({ name: 'Past due', question: GRACE })
  views.getState().keep({ name: 'Everyone', question: ALL })
  expect(createSavedViews(storage, '/a').getState().views).toEqual([
    { name: 'Everyone', question: ALL },
    { name: 'Past due', question: GRACE },
  ])
  expect(createSavedViews(storage, '/b').getState().views).toEqual([])
})

test('the same name is another question for the same view', () => {
  const views = createSavedViews(createStorage(), '/a')
  views.getState().keep({ name: 'Mine', question: ALL })
  views.getState().keep({ name: 'Mine', question: GRACE })
  expect(views.getState().views).toEqual([{ name: 'Mine', question: GRACE }])
})

test('a view is renamed, but not to what another is called', () => {
  const views = createSavedViews(createStorage(), '/a')
  views.getState().keep({ name: 'A', question: ALL })
  views.getState().keep({ name: 'B', question: GRACE })
  views.getState().rename('A', 'B')
  expect(views.getState().views.map(({ name }) => name)).toEqual(['A', 'B'])
  views.getState().rename('A', 'Z')
  expect(views.getState().views.map(({ name }) => name)).toEqual(['B', 'Z'])
})

test('what was deleted last can be had back, until something else is changed', () => {
  const views = createSavedViews(createStorage(), '/a')
  views.getState().keep({ name: 'A', question: GRACE })
  views.getState().remove('A')
  expect(views.getState()).toMatchObject({ views: [], removed: { name: 'A' } })
  views.getState().undo()
  expect(views.getState()).toMatchObject({ views: [{ name: 'A', question: GRACE }], removed: null })
  views.getState().remove('A')
  views.getState().keep({ name: 'B', question: ALL })
  expect(views.getState().removed).toBeNull()
})

test('another window’s view is not lost by a change in this one', () => {
  const storage = createStorage()
  const here = createSavedViews(storage, '/a')
  createSavedViews(storage, '/a').getState().keep({ name: 'There', question: ALL })
  here.getState().keep({ name: 'Here', question: GRACE })
  expect(here.getState().views.map(({ name }) => name)).toEqual(['Here', 'There'])
})

test.each(['{', '7', '{"a":1}', '[null,{"name":4},{"name":"no question"}]'])('%s in the browser is no view, and no failure', (text) => {
  const storage = createStorage()
  storage.kept.set('tierdesk.companies.views /a', text)
  expect(createSavedViews(storage, '/a').getState().views).toEqual([])
})

test('what of a view cannot be read is as it was at first', () => {
  const storage = createStorage()
  storage.kept.set('tierdesk.companies.views /a', '[{"name":"Old","question":{"sort":"mrr","hidden":[1,"phone"],"product":3}}]')
  expect(createSavedViews(storage, '/a').getState().views).toEqual([{ name: 'Old', question: { ...ALL, hidden: ['phone'] } }])
})

test('two questions are the same whatever order their columns were hidden in, and spaces around the search', () => {
  expect(isSameQuestion({ ...ALL, hidden: ['a', 'b'] }, { ...ALL, search: ' ', hidden: ['b', 'a'] })).toBe(true)
  expect(isSameQuestion(ALL, GRACE)).toBe(false)
})
