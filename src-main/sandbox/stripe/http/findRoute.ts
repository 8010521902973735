import { OPERATIONS } from '../operations/operations.ts'

export interface Route {
  name: string
  /** As it is written: `/v1/customers/:id`. */
  pattern: string
  ids: string[]
}

interface Pattern {
  name: string
  method: string
  pattern: string
  parts: readonly string[]
}

/** Words before ids: `/v1/invoices/create_preview` is no invoice. */
const PATTERNS: readonly Pattern[] = Object.entries(OPERATIONS)
  .flatMap(([name, { route }]) => {
    const [method, pattern] = route?.split(' ') ?? []
    return method && pattern ? [{ name, method, pattern, parts: pattern.split('/') }] : []
  })
  .sort((a, b) => countIds(a) - countIds(b))

/** What a request asks for; null where Stripe has no such address. */
export function findRoute(method: string, path: string): Route | null {
  const parts = path.split('/')
  for (const { name, method: wanted, pattern, parts: expected } of PATTERNS) {
    if (method !== wanted || parts.length !== expected.length) continue
    const ids: string[] = []
    const isMatch = expected.every((word, index) => {
      const part = parts[index] ?? ''
      if (!word.startsWith(':')) return word === part
      ids.push(decode(part))
      return part !== ''
    })
    if (isMatch) return { name, pattern, ids }
  }
  return null
}

function countIds({ parts }: Pattern): number {
  return parts.filter((part) => part.startsWith(':')).length
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    // A name that cannot be decoded names nothing, and is looked up as it is.
    return part
  }
}
