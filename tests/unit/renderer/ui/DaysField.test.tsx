// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { DaysField } from '../../../../src-renderer/ui/DaysField.tsx'
import type { DayRange } from '../../../../src-renderer/ui/dayRange.ts'

afterEach(cleanup)

function show(value: DayRange) {
  const changes: DayRange[] = []
  render(<DaysField label="Days of use" value={value} latest="2026-11-21" onChange={(next) => changes.push(next)} />)
  return changes
}

const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name)

test('a whole day is meant at once, and keeps the other end', () => {
  const changes = show({ from: null, to: '2026-11-14' })
  fireEvent.change(field('From'), { target: { value: '2026-11-02' } })
  expect(changes).toEqual([{ from: '2026-11-02', to: '2026-11-14' }])
  expect([field('From').max, field('To').max]).toEqual(['2026-11-14', '2026-11-21'])
  expect(screen.getByRole('group', { name: 'Days of use' })).toBeTruthy()
})

test('a year that is half typed is none, and an emptied field opens its end once it is left', () => {
  const changes = show({ from: '2026-11-02', to: null })
  fireEvent.change(field('From'), { target: { value: '0020-11-02' } })
  fireEvent.change(field('From'), { target: { value: '' } })
  expect(changes).toEqual([])
  fireEvent.blur(field('From'))
  expect(changes).toEqual([{ from: null, to: null }])
})

test('Enter means what stands there; a field that is only looked at changes nothing', () => {
  const changes = show({ from: '2026-11-02', to: null })
  fireEvent.keyDown(field('To'), { key: 'Enter' })
  fireEvent.blur(field('To'))
  expect(changes).toEqual([])
  fireEvent.change(field('From'), { target: { value: '' } })
  fireEvent.keyDown(field('From'), { key: 'Enter' })
  expect(changes).toEqual([{ from: null, to: null }])
})
