import { expect, test } from 'vitest'
import { toUsePicture } from '../../../../../src-renderer/features/usage/toUsePicture.ts'
import { toInstant } from '../../../../../src-shared/model/instant.ts'

test('the picture has the numbers of the chart, its units, its limit, and whose it is', () => {
  const point = { start: toInstant(0), end: toInstant(1) }
  const picture = toUsePicture(
    {
      ...{ title: 'API calls by day and endpoint', unit: 'API calls a day' },
      groups: [
        { key: 'analyze', name: 'analyze', colour: '--series-1', isHatched: false },
        { key: '', name: 'Not named', colour: '--series-2', isHatched: false },
      ],
      points: [
        { ...point, day: '2026-11-18', key: '2026-11-18', label: '18 Nov', values: { analyze: 1_240, '': 3 } },
        { ...point, day: '2026-11-19', key: '2026-11-19', label: '19 Nov', values: {} },
      ],
      line: { value: 500, name: 'limit 500' },
    },
    { about: 'Threat analytics, Blue Heron Security', notes: ['As of 21 Nov 2026 08:00'] },
  )
  expect(picture).toEqual({
    title: 'API calls by day and endpoint',
    unit: 'API calls a day',
    axis: 'Day',
    about: 'Threat analytics, Blue Heron Security',
    notes: ['As of 21 Nov 2026 08:00'],
    line: { value: 500, name: 'limit 500' },
    groups: [
      { key: 'analyze', name: 'analyze', colour: '--series-1', isHatched: false },
      { key: '', name: 'Not named', colour: '--series-2', isHatched: false },
    ],
    bars: [
      { label: '18 Nov', values: [1_240, 3] },
      { label: '19 Nov', values: [null, null] },
    ],
    scale: [
      { value: 0, label: '0' },
      { value: 500, label: '500' },
      { value: 1_000, label: '1,000' },
      { value: 1_500, label: '1,500' },
    ],
  })
})
