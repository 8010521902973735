import type { ReadDb } from '../readDb.ts'

/** Another number once another connection, of whatever program, has changed the database. */
export function readDataVersion({ sqlite }: ReadDb): number {
  return Number(sqlite.pragma('data_version', { simple: true }))
}
