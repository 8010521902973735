import type { SeenRow, SeenValue } from '../../../src-shared/model/action.ts'

export interface SeenDifference {
  name: string
  label: string
  saw: SeenValue
  now: SeenValue
}

const NONE: SeenValue = { kind: 'none' }

/** In what the world differs from what staff saw, in the order of what they saw; what came to it last. */
export function compareSeen(saw: readonly SeenRow[], now: readonly SeenRow[]): SeenDifference[] {
  const found = new Map(now.map((row) => [row.name, row]))
  const known = new Set(saw.map(({ name }) => name))
  return [
    ...saw.map(({ name, label, value }) => ({ name, label, saw: value, now: found.get(name)?.value ?? NONE })),
    ...now.filter(({ name }) => !known.has(name)).map(({ name, label, value }) => ({ name, label, saw: NONE, now: value })),
  ].filter((row) => !isSame(row.saw, row.now))
}

function isSame(a: SeenValue, b: SeenValue): boolean {
  return toSeenText(a) === toSeenText(b)
}

/** One text for each value, to be compared by. */
function toSeenText(value: SeenValue): string {
  switch (value.kind) {
    case 'text':
      return `text ${value.text}`
    case 'money':
      return `money ${value.amount} ${value.currency}`
    case 'instant':
      return `instant ${value.at}`
    case 'number':
      return `number ${value.number}`
    case 'none':
      return 'none'
  }
}
