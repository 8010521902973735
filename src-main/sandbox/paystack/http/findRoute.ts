import { OPERATIONS } from '../operations/operations.ts'

export interface Route {
  name: string
  /** As it is written: `/customer/:id`. */
  pattern: string
  ids: string[]
}

interface Pattern {
  name: string
  method: string
  pattern: string
  parts: readonly string[]
}

/** Words before ids: `/dedicated_account/requery` is no account. */
const PATTERNS: readonly Pattern[] = Object.entries(OPERATIONS)
  .flatMap(([name, { route }]) => {
    const [method, pattern] = route?.split(' ') ?? []
    return method && pattern ? [{ name, method, pattern, parts: pattern.split('/') }] : []
  })
  .sort((a, b) => countIds(a) - countIds(b))

/** What a request asks for; null where Paystack has no such address. */
export function findRoute(method: string, path: string): Route | null {
  const parts = path.split('/').map(decode)
  for (const { name, method: wanted, pattern, parts: words } of PATTERNS) {
    if (method !== wanted || parts.length !== words.length) continue
    if (!words.every((word, index) => (word === ':id' ? parts[index] !== '' : word === parts[index]))) continue
    return { name, pattern, ids: parts.filter((_, index) => words[index] === ':id') }
  }
  return null
}

function countIds({ parts }: Pattern): number {
  return parts.filter((part) => part === ':id').length
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    // A name that cannot be decoded names nothing, and is looked up as it is.
    return part
  }
}
