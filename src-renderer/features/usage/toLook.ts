import type { CSSProperties } from 'react'

const SERIES_COLOURS = ['--series-1', '--series-2', '--series-3', '--series-4', '--series-5', '--series-6'] as const

/** How a group is drawn: the colours in their fixed order, hatched where they come round again. */
export function toLook(index: number): { style: CSSProperties; 'data-hatched'?: true } {
  const style = { '--group': `var(${SERIES_COLOURS[index % SERIES_COLOURS.length]})` } as CSSProperties
  return index < SERIES_COLOURS.length ? { style } : { style, 'data-hatched': true }
}
