import { copyPlain } from '../wire/copyPlain.ts'
import type { InvoiceRecord } from './billingRecords.ts'
import { createQueue, type Happening } from './createQueue.ts'
import { createShelf, type Shelf, type Shelved } from './createShelf.ts'
import { createStaleBook } from './createStaleBook.ts'
import type { Shelves, World } from './createWorld.ts'

/** A world in which things can be tried: what is done there is not done here. */
export interface ImaginedWorld extends World {
  /** The invoices that came about there, each as it was drafted. */
  readonly drafts: readonly InvoiceRecord[]
}

/** @param comesAbout which of the happenings that are planned here come about there too */
export function imagineWorld(world: World, comesAbout: (happening: Happening) => boolean): ImaginedWorld {
  const queue = createQueue()
  for (const { at, kind, id } of world.queue.all(comesAbout)) queue.add(at, kind, id)
  const drafts: InvoiceRecord[] = []
  const shelves = Object.fromEntries(
    Object.entries(world.shelves).map(([kind, shelf]) => [kind, createOverlay(shelf as Shelf<Shelved>)]),
  ) as unknown as Shelves
  return {
    ...world,
    settings: { ...world.settings },
    shelves: { ...shelves, invoice: createOverlay(world.shelves.invoice, (record) => drafts.push(copyPlain(record))) },
    // What comes about there is told to nobody.
    events: { add: () => undefined, visible: () => [], find: () => null, all: () => [] },
    stale: createStaleBook(),
    identifiers: new Map(world.identifiers),
    entitled: new Map(world.entitled),
    ids: world.ids.fork(),
    queue,
    request: null,
    drafts,
  }
}

/** A shelf over another: it shows the same, and whatever is taken from it is a copy. */
function createOverlay<T extends Shelved>(base: Shelf<T>, onAdd: (record: T) => void = () => undefined): Shelf<T> {
  const copies = new Map<string, T>()
  const added = createShelf<T>()
  const toCopy = (record: T): T => {
    const known = copies.get(record.id) ?? copyPlain(record)
    copies.set(record.id, known)
    return known
  }
  return {
    get all() {
      return [...base.all.map(toCopy), ...added.all]
    },
    add(record) {
      onAdd(record)
      added.add(record)
    },
    find(id) {
      const record = base.find(id)
      return record ? toCopy(record) : added.find(id)
    },
    adopt: (record, customer) => added.adopt(record, customer),
    of: (customer) => [...base.of(customer).map(toCopy), ...added.of(customer)],
    placeOf(id) {
      const place = added.placeOf(id)
      return base.placeOf(id) ?? (place === null ? null : base.all.length + place)
    },
  }
}
