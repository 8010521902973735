import { killAtStep } from './killAtStep.ts'

/** Does `argv[2]` (`restore`, `backup`, or the planted `restore badly`) with workspace `argv[3]` and file `argv[4]`, killed at step `argv[5]`. */
const [, , what = '', folder = '', file = '', killAt = ''] = process.argv
const steps = killAtStep(Number(killAt))
const { toInstant } = await import('../../src-shared/model/instant.ts')

if (what === 'backup') {
  const { makeBackup } = await import('../../src-main/store/backups/makeBackup.ts')
  await makeBackup({ folder, file, isForced: true })
} else if (what === 'restore') {
  const { restoreWorkspace } = await import('../../src-main/engine/restoreWorkspace.ts')
  restoreWorkspace({ clock: { now: () => toInstant(Date.UTC(2026, 10, 21, 9)), wait: async () => {} } }, { folder, file, isForced: true })
} else {
  const { copyFileSync, rmSync } = await import('node:fs')
  const { databaseFile } = await import('../../src-main/store/databaseFile.ts')
  // What one would write first: the old one goes, the new one comes.
  for (const end of ['-wal', '-shm', '']) rmSync(databaseFile(folder) + end, { force: true })
  copyFileSync(file, databaseFile(folder))
}
process.stdout.write(String(steps()))
