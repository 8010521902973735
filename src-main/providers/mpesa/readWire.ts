import { UnreadableAnswer } from './unreadableAnswer.ts'

export type Wire = Record<string, unknown>

export function isRecord(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Text, which Daraja also sends as a number; null where there is none. Throws for anything else. */
export function readText(object: Wire, name: string): string | null {
  const value = object[name]
  if (value === null || value === undefined) return null
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  if (typeof value !== 'string') throw new UnreadableAnswer(`its ${name} is not text`)
  const text = value.trim()
  return text === '' ? null : text
}

export function getText(object: Wire, name: string): string {
  const text = readText(object, name)
  if (text === null) throw new UnreadableAnswer(`it has no ${name}`)
  return text
}

/** What a text holds as JSON, or undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
