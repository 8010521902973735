/** How many lines there are above zero, at most. */
const MOST_LINES = 4

/** The lines of an axis from zero up to where everything fits, in steps that are read at a glance: 1, 2 or 5 of something. */
export function toScale(most: number): number[] {
  const rough = Math.max(most, 1) / MOST_LINES
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough) ?? rough)
  const lines = Math.max(1, Math.ceil(most / step))
  return Array.from({ length: lines + 1 }, (_, index) => index * step)
}
