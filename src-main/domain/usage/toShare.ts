/** What part of its limit is used, for putting uses in order. A limit of 0 is full from the start: one more is over all others. */
export function toShare({ used, limit }: { used: number; limit: number }): number {
  if (limit > 0) return used / limit
  return used === 0 ? 1 : Number.MAX_VALUE
}
