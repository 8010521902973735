import { resolve } from 'node:path'
import type { Command } from 'commander'
import { restoreWorkspace } from '../../engine/restoreWorkspace.ts'
import { type AddCommand, EXIT } from '../command.ts'
import { toChecksTable } from '../toChecksTable.ts'
import { toProgress } from '../toProgress.ts'

export const addRestore: AddCommand = (program: Command, run) => {
  program
    .command('restore')
    .description('Make the workspace what a backup holds; what is there now is kept aside')
    .argument('<file>', 'what tierdesk backup made, or one of the workspace’s folder backups')
    .option('--force', 'in the place of a workspace that is there')
    .action((file: string, { force }: { force?: true }) =>
      run(async ({ ports, folder, progress }) => {
        const ask = { folder, file: resolve(file), isForced: force ?? false }
        const { ok, checks } = restoreWorkspace(ports, ask, (how) => progress(toProgress(how)))
        progress('')
        return { json: { ok, checks }, text: toChecksTable(checks), exitCode: ok ? EXIT.done : EXIT.failed }
      }),
    )
}
