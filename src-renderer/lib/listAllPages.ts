interface Page<Item> {
  items: readonly Item[]
  next: string | null
}

/** All rows of a list that comes in pages. @param ask for the page at a cursor */
export async function listAllPages<Item>(ask: (cursor: string | null) => Promise<Page<Item>>): Promise<Item[]> {
  const all: Item[] = []
  let cursor: string | null = null
  do {
    const { items, next }: Page<Item> = await ask(cursor)
    all.push(...items)
    cursor = next
  } while (cursor !== null)
  return all
}
