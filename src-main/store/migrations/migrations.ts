import { billing } from './billing.ts'
import type { Migration } from './migration.ts'
import { start } from './start.ts'

/** In the order in which they are applied. A file's `user_version` is how many of them it has. */
export const migrations: readonly Migration[] = [start, billing]
