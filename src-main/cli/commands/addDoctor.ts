import type { Command } from 'commander'
import { examineWorkspace } from '../../engine/examineWorkspace.ts'
import { isSandboxKey } from '../../startup/connectSandbox.ts'
import { type AddCommand, EXIT } from '../command.ts'
import { toChecksTable } from '../toChecksTable.ts'

export const addDoctor: AddCommand = (program: Command, run) => {
  program
    .command('doctor')
    .description('Look for what could be wrong with the workspace; changes nothing')
    .action(() =>
      run(async ({ ports, folder }) => {
        const report = await examineWorkspace(ports, folder, isSandboxKey)
        return { json: report, text: toChecksTable(report.checks), exitCode: report.ok ? EXIT.done : EXIT.failed }
      }),
    )
}
