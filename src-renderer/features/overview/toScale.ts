/** About so many lines there are from the least to the most. */
const LINES = 5

/** The lines of an axis through zero, from under the least to over the most, in steps that are read at a glance: 1, 2 or 5 of something. */
export function toScale(least: number, most: number): number[] {
  const bottom = Math.min(0, least)
  const top = Math.max(0, most)
  const rough = Math.max(top - bottom, 1) / LINES
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough) ?? rough)
  const first = Math.floor(bottom / step)
  const last = Math.max(Math.ceil(top / step), first + 1)
  // Adding 0 makes what is below it nothing: -0 would be told with a sign.
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step + 0)
}
