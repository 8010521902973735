import { isWire, type Wire } from '../../stripe/wire/wire.ts'
import { Refusal } from './refusal.ts'

export type { Wire }

/** Text, or null where nothing was said. Numbers are taken for their text, as forms send them. */
export function readText(params: Wire, name: string): string | null {
  const value = params[name]
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  throw new Refusal(400, 'invalid_params', `${toTitle(name)} must be a string`)
}

export function mustText(params: Wire, name: string): string {
  const text = readText(params, name)
  if (text === null) throw new Refusal(400, 'missing_params', `${toTitle(name)} is required`)
  return text
}

/** A whole number, sent as one or as text; null where nothing was said. */
export function readWhole(params: Wire, name: string): number | null {
  const text = readText(params, name)
  if (text === null) return null
  if (!/^-?\d{1,15}$/.test(text)) throw new Refusal(400, 'invalid_params', `${toTitle(name)} must be a number`)
  return Number(text)
}

export function mustAmount(params: Wire, name = 'amount'): number {
  const amount = readWhole(params, name)
  if (amount === null) throw new Refusal(400, 'missing_params', `${toTitle(name)} is required`)
  if (amount <= 0) throw new Refusal(400, 'invalid_amount', 'Invalid Amount Sent')
  return amount
}

/** Metadata as it was sent: an object, or the text of one. */
export function readMetadata(params: Wire): unknown {
  const { metadata } = params
  return isWire(metadata) || (typeof metadata === 'string' && metadata !== '') ? metadata : null
}

/** An instant as ISO 8601, or null where nothing was said. */
export function readTime(params: Wire, name: string): number | null {
  const text = readText(params, name)
  if (text === null) return null
  const at = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text)
  if (Number.isNaN(at)) throw new Refusal(400, 'invalid_params', `${toTitle(name)} must be a valid date`)
  return at
}

function toTitle(name: string): string {
  const words = name.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
