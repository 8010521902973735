/** The one in the middle; of an even number the mean of the two there. */
export function toMedian(numbers: readonly number[]): number {
  if (numbers.length === 0) throw new Error('Nothing has no median.')
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const above = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? above : ((sorted[middle - 1] ?? 0) + above) / 2
}
