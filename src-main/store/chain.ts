import { createHash } from 'node:crypto'

/** What the first row of a chain is chained to. */
export const CHAIN_START = Buffer.alloc(32)

/**
 * The hash of a row in a chain: of the row's own values and of the hash before it.
 *
 * A changed, lost or added row breaks every hash after it; SQLite's own check finds few flipped bits.
 */
export function chainHash(before: Buffer, values: readonly (string | number | null)[]): Buffer {
  return createHash('sha256')
    .update(before)
    .update(JSON.stringify(values.map((value) => (typeof value === 'string' ? value.toWellFormed() : value))))
    .digest()
}

/** The position of the first row that does not follow from the one before it, or null. */
export function findBrokenLink(
  rows: Iterable<{ chainedTo: Buffer; hash: Buffer; values: readonly (string | number | null)[] }>,
): number | null {
  let before: Buffer = CHAIN_START
  let position = 0
  for (const { chainedTo, hash, values } of rows) {
    if (!chainedTo.equals(before) || !hash.equals(chainHash(before, values))) return position
    before = hash
    position += 1
  }
  return null
}
