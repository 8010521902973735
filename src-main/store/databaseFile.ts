import { join } from 'node:path'

const FILE = 'tierdesk.db'

export function databaseFile(folder: string): string {
  return join(folder, FILE)
}
