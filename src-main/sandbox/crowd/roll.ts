/** 32 bits of chance for a number: the same for the same seed, and no state. A million of them cost some milliseconds. */
export function roll(seed: number, number: number): number {
  let state = (seed ^ Math.imul(number, 0x9e3779b1)) >>> 0
  state = Math.imul(state ^ (state >>> 16), 0x7feb352d)
  state = Math.imul(state ^ (state >>> 15), 0x846ca68b)
  return (state ^ (state >>> 16)) >>> 0
}
