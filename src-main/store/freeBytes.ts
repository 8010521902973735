import { statfsSync } from 'node:fs'

/** How much may still be written where `path` lies. */
export function freeBytes(path: string): number {
  const { bavail, bsize } = statfsSync(path)
  return bavail * bsize
}
