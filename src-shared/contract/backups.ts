import { command, query } from './kinds.ts'
import { instant, nothing } from './primitives.ts'
import { check } from './workspace.ts'
import { z } from './zod.ts'

/** Why a copy is there: once a day, asked for, before a change of the schema, or as what a restore replaced. */
const backupKind = z.enum(['daily', 'asked', 'migration', 'replaced'])
export type BackupKind = z.infer<typeof backupKind>

const backup = z.strictObject({
  /** Of its file in the workspace's folder `backups`. */
  name: z.string(),
  kind: backupKind,
  at: instant,
  bytes: z.int(),
  /** Whether it was read back whole before it got its name. */
  isVerified: z.boolean(),
})
export type Backup = z.infer<typeof backup>

/** How far a copy is; both numbers are of the same unit, which differs by step. */
const copyProgress = z.strictObject({ step: z.enum(['copying', 'checking']), done: z.int(), total: z.int() })
export type CopyProgress = z.infer<typeof copyProgress>

const work = copyProgress.extend({ kind: z.enum(['backup', 'restore']) })
export type BackupWork = z.infer<typeof work>

export const backups = {
  list: query(
    nothing,
    z.strictObject({
      /** Newest first. */
      items: z.array(backup),
      running: work.nullable(),
      /** Why the last daily backup was not made; null where it was. */
      problem: z.string().nullable(),
      /** Where they lie. */
      folder: z.string(),
    }),
  ),
  /** Makes a backup now. It counts once it was read back whole; with `ok` false there is none. */
  make: command(nothing, z.strictObject({ ok: z.boolean(), checks: z.array(check), backup: backup.nullable() })),
  /**
   * Puts a backup in the place of the database, which is kept aside.
   *
   * With `ok` true the engine ends after its answer, and its host starts another over what was restored.
   */
  restore: command(
    z.strictObject({ name: z.string().min(1).max(200) }),
    z.strictObject({ ok: z.boolean(), checks: z.array(check), keptAs: z.string().nullable() }),
  ),
}
