// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react'
import { createElement } from 'react'
import { afterEach, expect, test } from 'vitest'
import { ChartLegend } from '../../../../src-renderer/ui/ChartLegend.tsx'

afterEach(cleanup)

const SERIES = [
  { key: 'analyze', name: 'analyze', colour: '--series-1' },
  { key: 'redact', name: 'redact', colour: '--series-2' },
]

test('series are named in their order, and the bar in hand tells its numbers beside them', () => {
  const { container, rerender } = render(createElement(ChartLegend, { series: SERIES, stroke: 'Net' }))
  expect([...container.querySelectorAll('li')].map(({ textContent }) => textContent)).toEqual(['analyze', 'redact', 'Net'])
  rerender(createElement(ChartLegend, { series: SERIES, told: { label: '18 Nov', values: ['1,240', '–'] } }))
  expect([...container.querySelectorAll('li')].map(({ textContent }) => textContent)).toEqual(['18 Nov', 'analyze1,240', 'redact–'])
})
