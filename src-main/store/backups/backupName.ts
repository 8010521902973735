import type { BackupKind } from '../../../src-shared/contract/backups.ts'
import { type Instant, parseInstant, toInstant, toIso } from '../../../src-shared/model/instant.ts'

const NAMED = /^(daily|asked|replaced)-(\d{4}-\d\d-\d\dT\d\d)(\d\d)(\d\d(?:\.\d{3})?Z)\.db$/
/** Made by `openStore` before each change of the schema. */
const BEFORE = /^before-.+-(\d{1,15})\.db$/

/** The name of a backup: its kind, and when it was made. No colons, which some systems do not take. */
export function toBackupName(kind: Exclude<BackupKind, 'migration'>, at: Instant): string {
  return `${kind}-${toIso(at).replaceAll(':', '')}.db`
}

/** Null for a file that is no backup of ours. */
export function parseBackupName(name: string): { kind: BackupKind; at: Instant } | null {
  const before = BEFORE.exec(name)
  if (before) return { kind: 'migration', at: toInstant(Number(before[1])) }
  const [, kind, hour, minute, second] = NAMED.exec(name) ?? []
  const at = parseInstant(`${hour}:${minute}:${second}`)
  return kind === undefined || at === null ? null : { kind: kind as BackupKind, at }
}
