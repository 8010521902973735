/** Where a key takes the cursor of a list; null where it is no such key. From nowhere (-1) every key finds a row. */
export function findMove(key: string, from: number, count: number, page: number): number | null {
  const to = findTarget(key, from, count, page)
  return to === null || count === 0 ? null : Math.min(Math.max(to, 0), count - 1)
}

function findTarget(key: string, from: number, count: number, page: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return from + 1
    case 'ArrowUp':
      return from - 1
    case 'PageDown':
      return from + page
    case 'PageUp':
      return from - page
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}
