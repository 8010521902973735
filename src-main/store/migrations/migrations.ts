import { beginnings } from './beginnings.ts'
import { billing } from './billing.ts'
import { fired } from './fired.ts'
import { links } from './links.ts'
import { meters } from './meters.ts'
import type { Migration } from './migration.ts'
import { outbox } from './outbox.ts'
import { rollups } from './rollups.ts'
import { start } from './start.ts'
import { trust } from './trust.ts'
import { usageTimes } from './usageTimes.ts'
import { uses } from './uses.ts'

/** In the order in which they are applied. A file's `user_version` is how many of them it has. */
export const migrations: readonly Migration[] = [start, billing, trust, rollups, links, meters, fired, beginnings, uses, outbox, usageTimes]
