import type { ReadDb } from './readDb.ts'

/** Prepares a statement at its first use on a handle and keeps it for as long as the handle lives. */
export function prepareOnce<Db extends ReadDb, Statement>(prepare: (db: Db) => Statement): (db: Db) => Statement {
  const prepared = new WeakMap<Db, Statement>()
  return (db) => {
    const known = prepared.get(db)
    if (known) return known
    const statement = prepare(db)
    prepared.set(db, statement)
    return statement
  }
}
