const SERIES_COLOURS = ['--series-1', '--series-2', '--series-3', '--series-4', '--series-5', '--series-6'] as const

/** The colours in their fixed order, hatched where they come round again. */
export function toSeriesColour(index: number): { colour: string; isHatched: boolean } {
  return { colour: SERIES_COLOURS[index % SERIES_COLOURS.length] ?? SERIES_COLOURS[0], isHatched: index >= SERIES_COLOURS.length }
}
