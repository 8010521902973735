import type { Instant } from '../../src-shared/model/instant.ts'
import type { LinkedCustomer } from './linkedCustomer.ts'
import { toSearchWords } from './searchWords.ts'

/** What the lists show of a company: all of it follows from its provider customers. */
export interface DerivedCompany {
  name: string
  email: string | null
  phone: string | null
  since: Instant
  endedAt: Instant | null
  searchWords: string
}

/**
 * The company that a set of provider customers is.
 *
 * Living customers speak before deleted ones, the one that the others were linked to before these, and older before newer, so the answer does not depend on the order in which they were seen.
 */
export function deriveCompany(id: string, customers: readonly [LinkedCustomer, ...LinkedCustomer[]]): DerivedCompany {
  const inOrder = [...customers].sort(
    (a, b) =>
      Number(a.deletedAt !== null) - Number(b.deletedAt !== null) ||
      Number(b.isOwn) - Number(a.isOwn) ||
      a.createdAt - b.createdAt ||
      compare(a.ref, b.ref) ||
      compare(a.provider, b.provider),
  )
  const first = (pick: (customer: LinkedCustomer) => string | null) => inOrder.map(pick).find(isSaid) ?? null
  const email = first((customer) => customer.email)
  const phone = first((customer) => customer.phone)
  const deletions = inOrder.map((customer) => customer.deletedAt)
  return {
    name: first((customer) => customer.name) ?? email ?? phone ?? (inOrder[0] ?? customers[0]).ref,
    email,
    phone,
    since: Math.min(...inOrder.map((customer) => customer.createdAt)) as Instant,
    endedAt: deletions.every((at) => at !== null) ? (Math.max(...deletions) as Instant) : null,
    searchWords: toSearchWords(id, inOrder),
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

function isSaid(text: string | null): text is string {
  return text !== null && text.trim() !== ''
}
