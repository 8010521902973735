export interface UsageBook {
  /** @param at seconds */
  record(meter: string, customer: string, at: number, value: number): void
  /** What was recorded from `start` up to, not including, `end`, in the order of its time; minute by minute. */
  between(meter: string, customer: string, start: number, end: number): Minute[]
  all(): Record<string, Minute[]>
}

export interface Minute {
  /** Its first second. */
  at: number
  sum: number
  count: number
  last: number
}

/** Usage by meter and customer, kept by the minute: no summary is asked for by less. */
export function createUsageBook(): UsageBook {
  const books = new Map<string, Minute[]>()
  return {
    record(meter, customer, at, value) {
      const key = `${meter}/${customer}`
      const book = books.get(key) ?? []
      if (book.length === 0) books.set(key, book)
      const start = at - (at % 60)
      const place = findPlace(book, start)
      const minute = book[place]
      if (minute?.at === start) Object.assign(minute, { sum: minute.sum + value, count: minute.count + 1, last: value })
      else book.splice(place, 0, { at: start, sum: value, count: 1, last: value })
    },
    between(meter, customer, start, end) {
      const book = books.get(`${meter}/${customer}`) ?? []
      return book.slice(findPlace(book, start), findPlace(book, end))
    },
    all: () => Object.fromEntries(books),
  }
}

/** The first minute that does not lie before an instant. */
function findPlace(book: readonly Minute[], at: number): number {
  let [low, high] = [0, book.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((book[middle]?.at ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low
}
