// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { type ComponentProps, createElement } from 'react'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { StackedBars } from '../../../../src-renderer/ui/StackedBars.tsx'
import { giveChartSize } from '../giveChartSize.ts'

beforeAll(giveChartSize)
afterEach(cleanup)

const SERIES = [
  { key: 'new', name: 'New', colour: '--series-1' },
  { key: 'back', name: 'Back', colour: '--series-2', isHatched: true },
  { key: 'churn', name: 'Churn', colour: '--series-3' },
]
const BARS = [
  { key: '2026-10', label: 'Oct', values: { new: 10, back: 0, churn: -5, net: 5 } },
  { key: '2026-11', label: 'Nov', values: { new: 10, back: 20, churn: -10, net: 20 } },
]
const AXES = { name: 'Month', format: (tick: number) => `${tick} USD`, labels: 12 }

type Props = ComponentProps<typeof StackedBars>

/** Two bars of 170 pixels from -10 to 30. */
async function show(more: Partial<Props> = {}) {
  const props: Props = { height: 200, name: 'Movement', series: SERIES, bars: BARS, ticks: [-10, 0, 10, 20, 30], axes: AXES, ...more }
  const { container } = render(createElement(StackedBars, props))
  await waitFor(() => expect(container.querySelector('.recharts-bar rect')).toBeTruthy())
  return container
}

/** Every part that is drawn, by series: from where to where, and how it is filled. */
function listParts(container: HTMLElement) {
  return [...container.querySelectorAll('.recharts-bar')].map((series) =>
    [...series.querySelectorAll('g > rect:first-child')].map((part) => {
      const [y, height] = [Number(part.getAttribute('y')), Number(part.getAttribute('height'))]
      return { from: y, to: y + height, fill: part.getAttribute('fill')?.replace(/#.*\)/, '#…)') }
    }),
  )
}

test('gains stand on each other above zero, losses hang below it, and nothing has no part', async () => {
  const container = await show()
  const step = 42.5
  const zero = 8 + 3 * step
  expect(listParts(container)).toEqual([
    [
      { from: zero - step, to: zero, fill: 'var(--series-1)' },
      { from: zero - step, to: zero, fill: 'var(--series-1)' },
    ],
    [{ from: zero - 3 * step, to: zero - step, fill: 'url(#…)' }],
    [
      { from: zero, to: zero + step / 2, fill: 'var(--series-3)' },
      { from: zero, to: zero + step, fill: 'var(--series-3)' },
    ],
  ])
})

test('both axes say what they are in, the last bar has its name and so has every so many before it', async () => {
  await show({ axes: { ...AXES, labels: 1 } })
  for (const words of ['Month', '-10 USD', '0 USD', '30 USD', 'Nov']) expect(screen.getByText(words)).toBeTruthy()
  expect(screen.queryByText('Oct')).toBeNull()
})

test('a limit has its name at the end of its line, and a stroke says what it comes to at the last bar', async () => {
  await show({ line: { value: 25, name: 'limit 25' }, stroke: { key: 'net', words: ['+20', 'net'] } })
  for (const words of ['limit 25', '+20', 'net']) expect(screen.getByText(words)).toBeTruthy()
})

test('what is chosen keeps its colour, and the rest fades beneath a veil of the page’s', async () => {
  const third = { key: '2026-12', label: 'Dec', values: { new: 10 } }
  const container = await show({ bars: [...BARS, third], chosen: { first: 1, last: 1 } })
  const step = (1000 - 48) / 3
  // Drawn once the bars are.
  await waitFor(() => {
    const veils = [...container.querySelectorAll('.recharts-reference-area path')]
    expect(veils.map((veil) => [Number(veil.getAttribute('x')), Number(veil.getAttribute('width'))])).toEqual([
      [48, expect.closeTo(step)],
      [expect.closeTo(48 + 2 * step), expect.closeTo(step)],
    ])
  })
})

test('without axes there are the bars alone, as a picture that says in words what it is of', async () => {
  const { axes: _, ...rest } = { axes: AXES, height: 45, name: 'Stripe by day in USD', series: SERIES, bars: BARS, ticks: [-10, 30] }
  const { container } = render(createElement(StackedBars, rest))
  await waitFor(() => expect(container.querySelector('.recharts-bar rect')).toBeTruthy())
  expect(screen.getByRole('img', { name: 'Stripe by day in USD' }).textContent).toBe('')
})

test('what the bar under the pointer says is shown until the pointer leaves', async () => {
  const container = await show({ tip: (index) => `${BARS[index]?.label}: told` })
  const slot = container.querySelectorAll('[role="img"] > div:first-child > div')[1] as HTMLElement
  fireEvent.pointerEnter(slot)
  expect(await screen.findByText('Nov: told')).toBeTruthy()
  fireEvent.pointerLeave(slot)
  expect(screen.queryByText('Nov: told')).toBeNull()
})

test('nothing in it is a stop of the keyboard, and no style is written into the page', async () => {
  const container = await show()
  expect(container.querySelector('[tabindex]:not([tabindex="-1"])')).toBeNull()
  expect(document.querySelector('style')).toBeNull()
})
