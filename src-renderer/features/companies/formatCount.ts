export interface MatchCount {
  total: number
  /** Counting stopped early. */
  isAtLeast: boolean
}

export function formatCount({ total, isAtLeast }: MatchCount): string {
  return `${total.toLocaleString('en')}${isAtLeast ? '+' : ''}`
}
