import type { Command } from 'commander'
import { examineWorkspace } from '../../engine/examineWorkspace.ts'
import { type AddCommand, EXIT } from '../command.ts'
import { toTable } from '../toTable.ts'

export const addDoctor: AddCommand = (program: Command, run) => {
  program
    .command('doctor')
    .description('Look for what could be wrong with the workspace; changes nothing')
    .action(() =>
      run(async ({ ports, folder }) => {
        const report = await examineWorkspace(ports, folder)
        const rows = report.checks.map(({ name, ok, detail }) => [ok ? 'ok' : 'WRONG', name, detail])
        return { json: report, text: toTable(['', 'Check', 'Detail'], rows), exitCode: report.ok ? EXIT.done : EXIT.failed }
      }),
    )
}
