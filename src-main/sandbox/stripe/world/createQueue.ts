export interface Happening {
  /** Seconds. */
  at: number
  /** Happenings of one second come about in the order in which they were planned. */
  serial: number
  kind: string
  id: string
}

export interface Queue {
  add(at: number, kind: string, id: string): void
  /** Takes the next happening that is due, or says that there is none. */
  takeUntil(at: number): Happening | null
  /** Those that are asked for, in the order in which they come about. */
  all(fits?: (happening: Happening) => boolean): Happening[]
}

/** What will come about, soonest first: a binary heap. */
export function createQueue(): Queue {
  const heap: Happening[] = []
  let serial = 0
  return {
    add(at, kind, id) {
      heap.push({ at, serial: serial++, kind, id })
      rise(heap.length - 1)
    },
    takeUntil(at) {
      const [first] = heap
      if (!first || first.at > at) return null
      const last = heap.pop()
      if (last && heap.length > 0) {
        heap[0] = last
        sink()
      }
      return first
    },
    all: (fits = () => true) => heap.filter(fits).sort(compare),
  }

  function rise(from: number): void {
    let index = from
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!swapIfLater(parent, index)) return
      index = parent
    }
  }

  function sink(): void {
    let index = 0
    for (;;) {
      const left = index * 2 + 1
      const right = left + 1
      const [a, b] = [heap[left], heap[right]]
      if (!a) return
      const child = b && compare(b, a) < 0 ? right : left
      if (!swapIfLater(index, child)) return
      index = child
    }
  }

  function swapIfLater(parent: number, child: number): boolean {
    const [above, below] = [heap[parent], heap[child]]
    if (!above || !below || compare(above, below) <= 0) return false
    heap[parent] = below
    heap[child] = above
    return true
  }
}

function compare(a: Happening, b: Happening): number {
  return a.at - b.at || a.serial - b.serial
}
