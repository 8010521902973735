/** A chart of stacked bars, as it is drawn for a file: what is on the page beside it is said in it. */
export interface ChartPicture {
  title: string
  /** Of whom. */
  about: string
  /** What is counted up the axis, and what stands along it. */
  unit: string
  axis: string
  /** In the order in which they are stacked; `colour` is a token. */
  groups: readonly { name: string; colour: string; isHatched?: boolean }[]
  /** One value for each group; null for what nobody knows. What is below zero is stacked downwards. */
  bars: readonly { label: string; values: readonly (number | null)[] }[]
  /** The lines across, from the lowest up; zero is one of them. */
  scale: readonly { value: number; label: string }[]
  /** A stroke across each bar, in the order of the bars: their sum. */
  stroke?: { name: string; values: readonly (number | null)[] }
  /** A limit across the bars. */
  line: { value: number; name: string } | null
  /** As of when, in which zone, of which workspace. */
  notes: readonly string[]
}

/** Which of the page's faces: `micro`, `body`, `label` or `title`. */
export type Face = 'micro' | 'body' | 'label' | 'title'

/** One thing to paint, in pixels of the page; colours are tokens. */
export type Mark =
  | { kind: 'box'; x: number; y: number; width: number; height: number; colour: string; isHatched: boolean }
  | { kind: 'rule'; x: number; y: number; width: number; colour: string }
  | { kind: 'text'; x: number; y: number; text: string; face: Face; colour: string; align: 'left' | 'center' | 'right' }

export interface PictureLayout {
  width: number
  height: number
  marks: Mark[]
}

const WIDTH = 960
const EDGE = 32
const GAP = 8
const PLOT_HEIGHT = 320
/** What one line of text takes. */
const LINE = 20
const SWATCH = 8
/** How thick the stroke across a bar is, and how far it reaches beyond it. */
const STROKE = 2
const STROKE_REACH = 4
/** Between two entries of the legend. */
const LEGEND_GAP = 16
/** About so many bars have their name below them. */
const NAMED_BARS = 8
/** How much of its place a bar takes. */
const BAR_SHARE = 0.76
/** Of few bars, each would be a wall. */
const WIDEST_BAR = 56

/** Where everything in the picture is. @param measure how wide a text is in a face */
export function layOutPicture(picture: ChartPicture, measure: (text: string, face: Face) => number): PictureLayout {
  const marks: Mark[] = []
  const write = (text: string, x: number, y: number, face: Face, colour: string, align: 'left' | 'center' | 'right' = 'left') =>
    marks.push({ kind: 'text', x, y, text, face, colour, align })

  let y = EDGE + 14
  write(picture.title, EDGE, y, 'title', '--text-strong')
  y += LINE
  write(picture.about, EDGE, y, 'body', '--text-muted')
  y += LINE + GAP
  y = writeLegend(picture, marks, measure, y)
  y += LINE + GAP
  write(picture.unit, EDGE, y, 'micro', '--chart-label')

  const top = y + GAP * 2
  const gutter = Math.max(measure(picture.axis, 'micro'), ...picture.scale.map(({ label }) => measure(label, 'micro')))
  const left = EDGE + gutter + GAP
  const right = WIDTH - EDGE - (picture.line ? measure(picture.line.name, 'micro') + GAP : 0)
  const least = picture.scale[0]?.value ?? 0
  const span = (picture.scale.at(-1)?.value ?? 1) - least || 1
  const toY = (value: number) => top + PLOT_HEIGHT * (1 - (value - least) / span)

  for (const { value, label } of picture.scale) {
    marks.push({ kind: 'rule', x: left, y: toY(value), width: right - left, colour: value === 0 ? '--chart-zero' : '--chart-grid' })
    write(label, left - GAP, toY(value) + 4, 'micro', '--chart-label', 'right')
  }
  const plot = { left, step: (right - left) / Math.max(1, picture.bars.length), toY }
  stackBars(picture, marks, plot)
  strikeBars(picture, marks, plot)
  if (picture.line) {
    marks.push({ kind: 'rule', x: left, y: toY(picture.line.value), width: right - left, colour: '--bad-solid' })
    write(picture.line.name, right + GAP, toY(picture.line.value) + 4, 'micro', '--bad-text')
  }

  const bottom = top + PLOT_HEIGHT + LINE
  write(picture.axis, left - GAP, bottom, 'micro', '--chart-label', 'right')
  const named = Math.max(1, Math.ceil(picture.bars.length / NAMED_BARS))
  // The last has its name, and from there every so many.
  for (const [index, { label }] of picture.bars.entries())
    if ((picture.bars.length - 1 - index) % named === 0)
      write(label, left + (index + 0.5) * plot.step, bottom, 'micro', '--chart-label', 'center')

  write(picture.notes.join('  ·  '), EDGE, bottom + LINE * 2, 'micro', '--text-faint')
  return { width: WIDTH, height: Math.ceil(bottom + LINE * 2 + EDGE), marks }
}

/** Goes on in the next line where one is full. @returns the last line's place */
function writeLegend({ groups, stroke }: ChartPicture, marks: Mark[], measure: (text: string, face: Face) => number, from: number): number {
  let x = EDGE
  let y = from
  const parts = groups.map(({ isHatched = false, ...group }) => ({ ...group, isHatched, height: SWATCH }))
  if (stroke) parts.push({ name: stroke.name, colour: '--text-strong', isHatched: false, height: STROKE })
  for (const { name, colour, isHatched, height } of parts) {
    const width = SWATCH + 6 + measure(name, 'body')
    if (x > EDGE && x + width > WIDTH - EDGE) {
      x = EDGE
      y += LINE
    }
    marks.push({ kind: 'box', x, y: y - (SWATCH + height) / 2, width: SWATCH, height, colour, isHatched })
    marks.push({ kind: 'text', x: x + SWATCH + 6, y, text: name, face: 'body', colour: '--text', align: 'left' })
    x += width + LEGEND_GAP
  }
  return y
}

interface Plot {
  left: number
  /** From one bar to the next. */
  step: number
  toY: (value: number) => number
}

function stackBars({ groups, bars }: ChartPicture, marks: Mark[], { left, step, toY }: Plot): void {
  const width = toBarWidth(step)
  for (const [index, { values }] of bars.entries()) {
    const x = left + step * (index + 0.5) - width / 2
    let above = 0
    let below = 0
    for (const [place, { colour, isHatched = false }] of groups.entries()) {
      const value = values[place] ?? 0
      if (value === 0) continue
      const from = value > 0 ? above : below
      const [high, low] = [toY(Math.max(from, from + value)), toY(Math.min(from, from + value))]
      marks.push({ kind: 'box', x, y: high, width, height: low - high, colour, isHatched })
      if (value > 0) above += value
      else below += value
    }
  }
}

/** Over the bars, and apart from them by a thin ground. */
function strikeBars({ stroke }: ChartPicture, marks: Mark[], { left, step, toY }: Plot): void {
  const width = toBarWidth(step) + 2 * STROKE_REACH
  for (const [index, value] of (stroke?.values ?? []).entries()) {
    if (value === null) continue
    const x = left + step * (index + 0.5) - width / 2
    const y = toY(value) - STROKE / 2
    marks.push({ kind: 'box', x, y: y - 1, width, height: STROKE + 2, colour: '--surface', isHatched: false })
    marks.push({ kind: 'box', x, y, width, height: STROKE, colour: '--text-strong', isHatched: false })
  }
}

function toBarWidth(step: number): number {
  return Math.min(WIDEST_BAR, step * BAR_SHARE)
}
