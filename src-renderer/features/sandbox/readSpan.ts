const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }
const LONGEST_DAYS = 366

/** Reads `12h`, `3d` or `2w`; else says what is wrong with it. */
export function readSpan(text: string): { ms: number } | { fault: string } {
  const [, count, unit = ''] = /^\s*(\d{1,9})\s*([smhdw])\s*$/i.exec(text) ?? []
  const ms = Number(count) * (UNIT_MS[unit.toLowerCase()] ?? Number.NaN)
  if (!(ms > 0)) return { fault: 'Write a number and s, m, h, d or w, such as 12h, 3d or 2w.' }
  if (ms > LONGEST_DAYS * 86_400_000) return { fault: `The clock moves by ${LONGEST_DAYS} days at the most.` }
  return { ms }
}
