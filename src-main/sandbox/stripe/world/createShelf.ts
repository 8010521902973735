export interface Shelved {
  id: string
  created: number
  customer?: string | null
  deleted?: true
}

export interface Shelf<T extends Shelved> {
  add(record: T): void
  find(id: string): T | null
  /** In the order in which they were made, those that are gone among them. */
  readonly all: readonly T[]
  /** Those of a customer, in the order in which they were made. */
  of(customer: string): readonly T[]
  /** Puts a record that was nobody's among a customer's. */
  adopt(record: T, customer: string): void
  /** Where a record stands in the order. */
  placeOf(id: string): number | null
}

/** All objects of a kind. Nothing leaves it: what is deleted is marked. */
export function createShelf<T extends Shelved>(): Shelf<T> {
  const all: T[] = []
  const places = new Map<string, number>()
  const ofCustomer = new Map<string, T[]>()
  return {
    all,
    add(record) {
      places.set(record.id, all.length)
      all.push(record)
      if (typeof record.customer !== 'string') return
      const known = ofCustomer.get(record.customer)
      if (known) known.push(record)
      else ofCustomer.set(record.customer, [record])
    },
    find(id) {
      const place = places.get(id)
      return place === undefined ? null : (all[place] ?? null)
    },
    adopt(record, customer) {
      const all = [...(ofCustomer.get(customer) ?? []), record]
      ofCustomer.set(
        customer,
        all.sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0)),
      )
    },
    of: (customer) => ofCustomer.get(customer) ?? [],
    placeOf: (id) => places.get(id) ?? null,
  }
}
