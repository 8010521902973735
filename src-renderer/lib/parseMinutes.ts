/** As the engine has it: longer than any month. */
const MOST_MINUTES = 10_000_000

const FORMS: readonly [RegExp, (first: number, second: number) => number][] = [
  [/^(\d+) ?h(?: ?([0-5]?\d) ?(?:m|min)?)?$/, (hours, minutes) => hours * 60 + minutes],
  [/^(\d+):([0-5]\d)$/, (hours, minutes) => hours * 60 + minutes],
  [/^(\d+\.\d+) ?h$/, (hours) => hours * 60],
  [/^(\d+) ?(?:m|min)$/, (minutes) => minutes],
]

/**
 * Reads `1h 30m`, `1:30`, `1.5h` and `90m`, all an hour and a half. Null for anything else, nothing at all and parts of a minute; and for a
 * bare number, which could be hours or minutes: nobody's hours are guessed.
 */
export function parseMinutes(text: string): number | null {
  const words = text.trim().toLowerCase().replaceAll(',', '.').replaceAll(/\s+/g, ' ')
  for (const [form, toMinutes] of FORMS) {
    const match = form.exec(words)
    if (!match) continue
    const minutes = toMinutes(Number(match[1]), Number(match[2] ?? 0))
    return Number.isInteger(minutes) && minutes >= 1 && minutes <= MOST_MINUTES ? minutes : null
  }
  return null
}
