import { join } from 'node:path'
import Sqlite from 'better-sqlite3'

/** How many objects of its providers a workspace holds. A run may have seen one twice, so its own count does not say. */
export function countMirrored(folder: string): number {
  const database = new Sqlite(join(folder, 'tierdesk.db'), { readonly: true })
  try {
    return Number(database.prepare('select (select count(*) from customer) + (select count(*) from billed_object)').pluck().get())
  } finally {
    database.close()
  }
}
