// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { listShownDays } from '../../../../../src-renderer/features/usage/listShownDays.ts'
import { RangeField } from '../../../../../src-renderer/features/usage/RangeField.tsx'
import { readUsageFilter } from '../../../../../src-renderer/features/usage/usageFilter.ts'
import { NOW } from '../../fakeClient.ts'

afterEach(cleanup)

function show(text: string) {
  const filter = readUsageFilter(text)
  render(<RangeField filter={filter} days={listShownDays(filter, NOW, 'Africa/Nairobi')} today="2026-11-21" narrow={() => {}} />)
}

test('more days than can be shown are cut, and that is said', () => {
  show('2024-01-01..2026-11-01')
  expect(screen.getByRole('note').textContent).toBe('The last 366 days of those: no more are shown at once')
})

test.each(['2025-11-02..2026-11-01', '2026-11-01..', '30d'])('%s is shown as it is', (text) => {
  show(text)
  expect(screen.queryByRole('note')).toBeNull()
})
