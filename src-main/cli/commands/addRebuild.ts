import type { Command } from 'commander'
import { type AddCommand, EXIT } from '../command.ts'
import { toTable } from '../toTable.ts'

export const addRebuild: AddCommand = (program: Command, run) => {
  program
    .command('rebuild')
    .description('Derive every figure again from the facts; ends with 1 where one was not the same')
    .action(() =>
      run(({ withEngine }) =>
        withEngine('write', async ({ client }) => {
          const report = await client.workspace.rebuild({})
          const rows = report.checks.map(({ name, ok, detail }) => [ok ? 'ok' : 'CHANGED', name, detail])
          return { json: report, text: toTable(['', 'Derived', 'Detail'], rows), exitCode: report.ok ? EXIT.done : EXIT.failed }
        }),
      ),
    )
}
