const UNITS = [
  { word: 'day', ms: 86_400_000 },
  { word: 'hour', ms: 3_600_000 },
  { word: 'minute', ms: 60_000 },
] as const

/** `3 days and 5 hours`, `41 minutes`: in its two largest units, the rest cut off. */
export function formatSpan(ms: number): string {
  const largest = UNITS.findIndex((unit) => ms >= unit.ms)
  if (largest < 0) return 'less than a minute'
  let rest = ms
  const parts: string[] = []
  for (const unit of UNITS.slice(largest, largest + 2)) {
    const count = Math.floor(rest / unit.ms)
    rest -= count * unit.ms
    if (count > 0) parts.push(`${count.toLocaleString('en')} ${unit.word}${count === 1 ? '' : 's'}`)
  }
  return parts.join(' and ')
}
