import { describe, expect, test } from 'vitest'
import { type ChartPicture, layOutPicture, type Mark } from '../../../../src-renderer/ui/chartPicture.ts'
import { layOutPictures } from '../../../../src-renderer/ui/layOutPictures.ts'
import { type Brushes, paintPicture } from '../../../../src-renderer/ui/paintPicture.ts'

const PICTURE: ChartPicture = {
  title: 'API calls by day and endpoint',
  about: 'Threat analytics, Blue Heron Security',
  unit: 'API calls a day',
  axis: 'Day',
  groups: [
    { name: 'analyze', colour: '--series-1' },
    { name: 'redact', colour: '--series-2', isHatched: true },
  ],
  bars: [
    { label: '18 Nov', values: [30, 10] },
    { label: '19 Nov', values: [null, null] },
    { label: '20 Nov', values: [20, null] },
  ],
  scale: [
    { value: 0, label: '0' },
    { value: 20, label: '20' },
    { value: 40, label: '40' },
  ],
  line: { value: 20, name: 'limit 20' },
  notes: ['As of 21 Nov 2026 08:00', 'days of Africa/Nairobi', 'Lantern Works'],
}

const measure = (text: string) => text.length * 6
const layOut = (change: Partial<ChartPicture> = {}) => layOutPicture({ ...PICTURE, ...change }, measure)

type Of<Kind extends Mark['kind']> = Extract<Mark, { kind: Kind }>
const textsOf = (marks: readonly Mark[]) => marks.filter((mark): mark is Of<'text'> => mark.kind === 'text')
const barsOf = (marks: readonly Mark[]) => marks.filter((mark): mark is Of<'box'> => mark.kind === 'box' && mark.width !== 8)
const rulesOf = (marks: readonly Mark[]) => marks.filter((mark): mark is Of<'rule'> => mark.kind === 'rule')

describe('the picture of a chart', () => {
  test('says all that the page says around it', () => {
    expect(textsOf(layOut().marks).map(({ text }) => text)).toEqual([
      ...['API calls by day and endpoint', 'Threat analytics, Blue Heron Security', 'analyze', 'redact', 'API calls a day'],
      ...['0', '20', '40', 'limit 20', 'Day', '18 Nov', '19 Nov', '20 Nov'],
      'As of 21 Nov 2026 08:00  ·  days of Africa/Nairobi  ·  Lantern Works',
    ])
  })

  test('stacks each bar from zero, in the order of the legend; what nobody knows is no bar', () => {
    const { marks } = layOut()
    const bars = barsOf(marks)
    expect(bars.map(({ colour, isHatched }) => [colour, isHatched])).toEqual([
      ['--series-1', false],
      ['--series-2', true],
      ['--series-1', false],
    ])
    const zero = rulesOf(marks).find(({ colour }) => colour === '--chart-zero')?.y ?? 0
    const [first, second, third] = bars as [Of<'box'>, Of<'box'>, Of<'box'>]
    expect(first.y + first.height).toBeCloseTo(zero)
    expect(second.y + second.height).toBeCloseTo(first.y)
    expect(third.y + third.height).toBeCloseTo(zero)
    expect([first.height / second.height, first.height / third.height]).toEqual([3, 1.5])
    expect(first.x).toBe(second.x)
    // The day between has its place all the same.
    expect(third.x - first.x).toBeGreaterThan(2 * first.width)
  })

  test('has the limit where its value is on the scale, and its name beyond the bars', () => {
    const { marks, width } = layOut()
    const limit = rulesOf(marks).find(({ colour }) => colour === '--bad-solid')
    const middle = textsOf(marks).find(({ text }) => text === '20')
    expect((middle?.y ?? 0) - (limit?.y ?? 0)).toBeCloseTo(4)
    const name = textsOf(marks).find(({ text }) => text === 'limit 20')
    expect((name?.x ?? 0) + measure('limit 20')).toBe(width - 32)
    expect(rulesOf(layOut({ line: null }).marks)).toHaveLength(3)
  })

  test('stacks losses downwards from zero', () => {
    const { marks } = layOut({
      bars: [{ label: 'Nov', values: [10, -10] }],
      scale: [-20, 0, 20].map((value) => ({ value, label: String(value) })),
    })
    const [gain, loss] = barsOf(marks) as [Of<'box'>, Of<'box'>]
    const zero = rulesOf(marks).find(({ colour }) => colour === '--chart-zero')?.y ?? 0
    expect(gain.y + gain.height).toBeCloseTo(zero)
    expect(loss.y).toBeCloseTo(zero)
    expect(gain.height).toBeCloseTo(loss.height)
  })

  test('goes on with a long legend in the next line, and names only so many of many bars', () => {
    const groups = Array.from({ length: 12 }, (_, index) => ({ name: `an endpoint called ${index}`, colour: '--series-1' }))
    const bars = Array.from({ length: 90 }, (_, index) => ({ label: `day ${index}`, values: [1] }))
    const { marks, width, height } = layOut({ groups, bars })
    const texts = textsOf(marks)
    expect(new Set(texts.filter(({ text }) => text.startsWith('an endpoint')).map(({ y }) => y)).size).toBeGreaterThan(1)
    expect(height).toBeGreaterThan(layOut().height)
    expect(texts.filter(({ text }) => /^day \d/.test(text)).map(({ text }) => text)).toEqual([
      ...['day 5', 'day 17', 'day 29', 'day 41', 'day 53', 'day 65', 'day 77', 'day 89'],
    ])
    for (const { x, text, align } of texts.filter(({ align }) => align === 'left')) {
      expect(x, text).toBeGreaterThanOrEqual(32)
      expect(x + measure(text), `${text} ${align}`).toBeLessThanOrEqual(width - 32)
    }
  })

  test('strikes the sum across each bar it knows, and names the stroke in the legend', () => {
    const { marks } = layOut({ stroke: { name: 'Net', values: [40, null, 20] } })
    const strokes = barsOf(marks).filter(({ colour }) => colour === '--text-strong')
    const levels = rulesOf(marks).map(({ y }) => y)
    expect(strokes.map(({ y, height }) => y + height / 2)).toEqual([levels[2], levels[1]])
    const widest = Math.max(
      ...barsOf(marks)
        .filter(({ colour }) => colour === '--series-1')
        .map(({ width }) => width),
    )
    expect(strokes[0]?.width).toBeGreaterThan(widest)
    expect(textsOf(marks).map(({ text }) => text)).toContain('Net')
  })

  test('stands below another in one file, as wide as the widest and as high as both', () => {
    const one = layOut()
    const { width, height, marks } = layOutPictures([PICTURE, { ...PICTURE, title: 'Payments by day' }], measure)
    expect([width, height]).toEqual([one.width, 2 * one.height])
    const [above, below] = ['API calls by day and endpoint', 'Payments by day'].map((title) =>
      textsOf(marks).find(({ text }) => text === title),
    )
    expect((below?.y ?? 0) - (above?.y ?? 0)).toBe(one.height)
  })

  test('without bars it still has its axes', () => {
    const { marks } = layOut({ bars: [], scale: [{ value: 0, label: '0' }] })
    expect(barsOf(marks)).toEqual([])
    expect(marks.every((mark) => Number.isFinite(mark.x) && Number.isFinite(mark.y))).toBe(true)
  })
})

test('it is painted in the colours and faces that the page has now, on the page’s ground', () => {
  const painted: string[] = []
  const brushes = new Proxy({} as Record<string, unknown>, {
    get: (own, name) => own[String(name)] ?? ((...said: unknown[]) => painted.push(`${String(name)} ${own['fillStyle']} ${said[0]}`)),
    set: (own, name, value) => {
      own[String(name)] = value
      return true
    },
  }) as unknown as Brushes
  const layout = layOut()
  paintPicture(brushes, layout, { colour: (token) => `dark${token}`, face: (face) => `face ${face}` })
  expect(painted[0]).toBe('fillRect dark--surface 0')
  expect(painted).toContain('fillText dark--text-strong API calls by day and endpoint')
  expect(painted).toContain('fillText dark--bad-text limit 20')
  // One group comes round again: it is striped.
  expect(painted.filter((each) => each.startsWith('clip'))).toHaveLength(2)
})
