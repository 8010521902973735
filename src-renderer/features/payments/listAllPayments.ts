import type { PaymentItem } from '../../../src-shared/contract/payments.ts'

interface Page {
  items: readonly PaymentItem[]
  next: string | null
}

/** All payments of a list that comes in pages; null once it was given up. @param ask for the page at a cursor */
export async function listAllPayments(
  ask: (cursor: string | null) => Promise<Page>,
  onProgress: (count: number) => void,
  signal: AbortSignal,
): Promise<PaymentItem[] | null> {
  const all: PaymentItem[] = []
  let cursor: string | null = null
  do {
    const { items, next }: Page = await ask(cursor)
    if (signal.aborted) return null
    all.push(...items)
    onProgress(all.length)
    cursor = next
  } while (cursor !== null)
  return all
}
