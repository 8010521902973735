// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, expect, test } from 'vitest'
import { LevelFlag } from '../../../../src-renderer/ui/LevelFlag.tsx'
import { LimitText } from '../../../../src-renderer/ui/LimitText.tsx'
import { MinutesText } from '../../../../src-renderer/ui/MinutesText.tsx'
import { MoneyText } from '../../../../src-renderer/ui/MoneyText.tsx'
import { PlanMark } from '../../../../src-renderer/ui/PlanMark.tsx'
import { UsageBar } from '../../../../src-renderer/ui/UsageBar.tsx'

afterEach(cleanup)

const draw = (node: ReactNode) => render(node).container

test.each([
  [465, '7h 45m'],
  [0, '0h'],
  [5, '5m'],
  [60, '1h'],
  [65, '1h 05m'],
  [-90, '−1h 30m'],
] as const)('%i minutes are %s', (minutes, words) => {
  expect(draw(<MinutesText minutes={minutes} />).textContent).toBe(words)
})

test('hours without an end say so', () => {
  expect(draw(<MinutesText minutes="unlimited" />).textContent).toBe('Unlimited')
})

test.each([
  [15_000_000, 'NGN', '150,000.00NGN'],
  [-9_900, 'USD', '−99.00USD'],
  [1_200, 'JPY', '1,200JPY'],
  [1_234_500, 'KWD', '1,234.500KWD'],
  [0, 'USD', '–'],
] as const)('%i of %s is %s', (amount, currency, words) => {
  expect(draw(<MoneyText amount={amount} currency={currency} />).textContent).toBe(words)
})

test.each([
  ['calm', 10, 100, ''],
  ['watch', 80, 100, 'Watch'],
  ['warn', 95, 100, 'Near'],
  ['blocked', 100, 100, 'At limit'],
  ['blocked', 1_150, 150, 'Over +1,000'],
  ['unknown', null, 100, 'Unknown'],
  ['paused', 10, 100, 'Paused'],
  ['unlimited', 10, 'unlimited', ''],
] as const)('%s at %s of %s says %j', (level, used, limit, word) => {
  expect(draw(<LevelFlag level={level} used={used} limit={limit} />).textContent).toBe(word)
})

test('above the limit the bar is scaled to the use, with a mark at the limit', () => {
  const over = draw(<UsageBar used={200} limit={150} level="blocked" />)
  const lefts = [...over.querySelectorAll<HTMLElement>('span span')].map(({ style }) => [style.width, style.left])
  expect(lefts).toEqual([
    ['75%', ''],
    ['', '75%'],
    ['', '75%'],
  ])
})

test('without a limit there is no bar', () => {
  expect(draw(<UsageBar used={200} limit="unlimited" level="unlimited" />).innerHTML).toBe('')
  expect(draw(<LimitText limit={null} />).textContent).toBe('–')
})

test('a plan stands behind the bars of its tier', () => {
  const bars = draw(<PlanMark name="Professional" place={2} of={3} />).querySelectorAll('rect')
  expect([...bars].map((bar) => bar.hasAttribute('class'))).toEqual([false, false, true])
})
