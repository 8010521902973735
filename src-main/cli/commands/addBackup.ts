import { resolve } from 'node:path'
import type { Command } from 'commander'
import { backUpWorkspace } from '../../engine/backUpWorkspace.ts'
import { type AddCommand, EXIT } from '../command.ts'
import { toChecksTable } from '../toChecksTable.ts'
import { toProgress } from '../toProgress.ts'

export const addBackup: AddCommand = (program: Command, run) => {
  program
    .command('backup')
    .description('Copy the workspace’s database into a file, which counts once it was read back whole')
    .argument('<file>', 'where to')
    .option('--force', 'replace what has that name')
    .action((file: string, { force }: { force?: true }) =>
      run(async ({ folder, progress }) => {
        const ask = { folder, file: resolve(file), isForced: force ?? false }
        const { ok, checks } = await backUpWorkspace(ask, (how) => progress(toProgress(how)))
        progress('')
        return { json: { ok, checks }, text: toChecksTable(checks), exitCode: ok ? EXIT.done : EXIT.failed }
      }),
    )
}
