import type { Backup, BackupKind, BackupWork, CopyProgress } from '../../src-shared/contract/backups.ts'
import type { Check } from '../../src-shared/contract/workspace.ts'
import { AppError } from '../../src-shared/model/appError.ts'
import type { Clock } from '../ports.ts'
import { toBackupName } from '../store/backups/backupName.ts'
import { chooseBackupsToKeep, isBackupDue } from '../store/backups/chooseBackupsToKeep.ts'
import { backupFile, backupsFolder, listBackups, makeBackupsFolder, removeBackup } from '../store/backups/listBackups.ts'
import type { runStoreJob } from '../store/backups/runStoreJob.ts'
import type { StoreJob } from '../store/backups/storeJob.ts'
import { toStoreError } from '../store/toStoreError.ts'

export interface BackupsParts {
  folder: string
  clock: Pick<Clock, 'now'>
  zone: () => string
  /** What is listed, or how far the work is, has changed. */
  announce: () => void
  runJob: typeof runStoreJob
}

/** The backups of one workspace, in its own folder. */
export interface Backups {
  list(): { items: Backup[]; running: BackupWork | null; problem: string | null; folder: string }
  make(kind: 'daily' | 'asked'): Promise<{ ok: boolean; checks: Check[]; backup: Backup | null }>
  /** Makes the backup of the day where there is none yet, and lets go of those that are no longer kept. Says what kept it from it. */
  makeDue(): Promise<string | null>
  /** Builds what is to take the database's place, and verifies it. */
  build(name: string): Promise<{ ok: boolean; checks: Check[] }>
  /** Ends what is under way. */
  stop(): Promise<void>
}

export function createBackups({ folder, clock, zone, announce, runJob }: BackupsParts): Backups {
  const stopper = new AbortController()
  let running: BackupWork | null = null
  let problem: string | null = null
  let work: Promise<unknown> = Promise.resolve()

  /** One at a time: two at once would both be slow. */
  async function run<J extends StoreJob>(kind: BackupWork['kind'], job: J) {
    if (running)
      throw new AppError('backup-running', `A ${running.kind} is under way. Nothing was changed.`, 'Wait until it is done, and try again.')
    const onProgress = (progress: CopyProgress) => {
      running = { ...progress, kind }
      announce()
    }
    onProgress({ step: 'copying', done: 0, total: 0 })
    const result = runJob(job, onProgress, stopper.signal)
    work = result.catch(() => undefined)
    try {
      return await result
    } finally {
      running = null
      announce()
    }
  }

  async function make(kind: 'daily' | 'asked') {
    makeBackupsFolder(folder)
    const name = toBackupName(kind, clock.now())
    const { ok, checks } = await run('backup', { kind: 'backup', ask: { folder, file: backupFile(folder, name), isForced: false } })
    return { ok, checks, backup: listBackups(folder).find((backup) => backup.name === name) ?? null }
  }

  const listDaily = () => listBackups(folder).filter(isOf('daily'))

  async function makeDue(): Promise<string | null> {
    if (running || !isBackupDue(listDaily(), clock.now(), zone())) return problem
    try {
      const { ok, checks } = await make('daily')
      problem = ok ? null : describe(checks)
    } catch (error) {
      const known = toStoreError(error, folder)
      if (!(known instanceof AppError)) throw error
      problem = `${known.message} ${known.hint}`
    }
    if (problem === null) prune()
    announce()
    return problem
  }

  function prune(): void {
    const daily = listDaily()
    const kept = new Set(chooseBackupsToKeep(daily, zone()))
    for (const backup of daily) if (!kept.has(backup)) removeBackup(folder, backup.name)
  }

  return {
    list: () => ({ items: listBackups(folder), running, problem, folder: backupsFolder(folder) }),
    make,
    makeDue,
    async build(name) {
      if (!listBackups(folder).some((backup) => backup.name === name))
        throw new AppError('backup-missing', `There is no backup ${name}. Nothing was changed.`, 'Choose one that is listed.')
      return run('restore', { kind: 'restore', folder, file: backupFile(folder, name), at: clock.now() })
    },
    async stop() {
      stopper.abort()
      await work
    },
  }
}

function isOf(kind: BackupKind) {
  return (backup: Backup) => backup.kind === kind
}

function describe(checks: readonly Check[]): string {
  return checks
    .filter(({ ok }) => !ok)
    .map(({ name, detail }) => `${name}: ${detail}`)
    .join('; ')
}
