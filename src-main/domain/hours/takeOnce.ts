/**
 * Facts in order, each key once.
 *
 * Of one key with two contents, which recording refuses, the first in order counts: so that the answer does not depend on which came first.
 */
export function takeOnce<Fact>(facts: readonly Fact[], toKey: (fact: Fact) => string, compare: (a: Fact, b: Fact) => number): Fact[] {
  const seen = new Set<string>()
  return facts.toSorted(compare).filter((fact) => {
    const key = toKey(fact)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** By code unit, the same in every language. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
