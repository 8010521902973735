import { UnreadableAnswer } from './failures.ts'

/** What can move money, or open a page without a key. An action that needs one fetches it again. */
const SECRET_FIELDS = new Set([
  'authorization_code',
  'email_token',
  'authorization_url',
  'access_code',
  'manage_link',
  'link',
  'helpdesk_link',
])

/** What is kept of an object: all of it but its secrets, as JSON. */
export function toKeptJson(object: object): string {
  try {
    return JSON.stringify(cut(object))
  } catch (error) {
    if (error instanceof RangeError) throw new UnreadableAnswer('it is nested too deep')
    throw error
  }
}

function cut(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(cut)
  const kept: Record<string, unknown> = {}
  for (const [name, each] of Object.entries(value)) {
    if (SECRET_FIELDS.has(name)) continue
    // A name that would set the copy's prototype is one like any other.
    if (name === '__proto__') Object.defineProperty(kept, name, { value: cut(each), enumerable: true })
    else kept[name] = cut(each)
  }
  return kept
}
