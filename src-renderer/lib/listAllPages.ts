interface Page<Item> {
  items: readonly Item[]
  next: string | null
}

interface Gathering {
  signal: AbortSignal
  onCount: (count: number) => void
}

/**
 * All rows of a list that comes in pages. While more are to come, it tells how many there are so far.
 *
 * @param ask for the page at a cursor, as a call that the options can end
 */
export async function listAllPages<Item>(
  ask: (cursor: string | null, options: { signal: AbortSignal }) => Promise<Page<Item>>,
  { signal, onCount }: Gathering,
): Promise<Item[]> {
  const all: Item[] = []
  let cursor: string | null = null
  do {
    const { items, next }: Page<Item> = await ask(cursor, { signal })
    all.push(...items)
    if (next !== null) onCount(all.length)
    signal.throwIfAborted()
    cursor = next
  } while (cursor !== null)
  return all
}
