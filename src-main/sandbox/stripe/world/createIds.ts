const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

export interface Ids {
  /** The next id with a prefix: the n-th of a prefix is the same for the same seed. */
  next(prefix: string, length?: number): string
  /** From 0 up to, not including, 1: the same for the same seed and label. */
  fraction(label: string): number
  /** Letters for a label, that count nothing. */
  letters(label: string, length: number): string
  /** How many of each prefix were given. */
  serials(): Record<string, number>
  /** The same from here on, counted apart. */
  fork(): Ids
}

/** Ids without a die: a world that is built again has the same. */
export function createIds(seed: string, given: ReadonlyMap<string, number> = new Map()): Ids {
  const serials = new Map(given)
  return {
    next(prefix, length = 20) {
      const serial = (serials.get(prefix) ?? 0) + 1
      serials.set(prefix, serial)
      return `${prefix}1${spell(`${seed}/${prefix}/${serial}`, length)}`
    },
    fraction: (label) => hash(`${seed}/${label}`, 0x9e3779b9) / 2 ** 32,
    letters: (label, length) => spell(`${seed}/${label}`, length),
    serials: () => Object.fromEntries(serials),
    fork: () => createIds(seed, serials),
  }
}

function spell(label: string, length: number): string {
  let first = hash(label, 0x85ebca6b)
  let second = hash(label, 0xc2b2ae35)
  let word = ''
  while (word.length < length) {
    // sfc-like steps over two words: enough to keep a million ids apart, and cheap.
    const next = (first + Math.imul(second, 0x2545f491)) >>> 0
    first = (second ^ (second >>> 9) ^ next) >>> 0
    second = (Math.imul(next, 0x6c078965) + (first << 5) + 1) >>> 0
    word += LETTERS[(second >>> 8) % 62]
  }
  return word
}

function hash(label: string, salt: number): number {
  let state = salt ^ label.length
  for (let index = 0; index < label.length; index++) {
    state = Math.imul(state ^ label.charCodeAt(index), 0x5bd1e995)
    state = (state << 13) | (state >>> 19)
  }
  state = Math.imul(state ^ (state >>> 16), 0x7feb352d)
  state = Math.imul(state ^ (state >>> 15), 0x846ca68b)
  return (state ^ (state >>> 16)) >>> 0
}
