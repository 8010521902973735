const LONGEST_MINUTES = 100_000

/** `1h 30m`, `90m`, `1.5h`, `1:30` or `2` (hours) in whole minutes; null for what cannot be meant. */
export function parseMinutes(text: string): number | null {
  const words = text.trim().toLowerCase()
  const clock = /^(\d{1,4}):([0-5]\d)$/.exec(words)
  if (clock) return toMinutes(Number(clock[1]), Number(clock[2]))
  const hours = /^(\d{1,4}(?:\.\d{1,2})?)\s*h?$/.exec(words)
  if (hours) return toMinutes(Number(hours[1]), 0)
  const both = /^(?:(\d{1,4}(?:\.\d{1,2})?)\s*h)?\s*(\d{1,5})\s*m(?:in)?$/.exec(words)
  return both ? toMinutes(Number(both[1] ?? 0), Number(both[2])) : null
}

function toMinutes(hours: number, minutes: number): number | null {
  const whole = Math.round(hours * 60) + minutes
  return whole >= 1 && whole <= LONGEST_MINUTES ? whole : null
}
