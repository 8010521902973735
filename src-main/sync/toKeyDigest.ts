import { createHash } from 'node:crypto'

/** What a key is known by that nobody could read it from. */
export function toKeyDigest(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}
