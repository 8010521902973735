import type { Command } from 'commander'
import { createWorkspace } from '../../engine/createWorkspace.ts'
import type { AddCommand } from '../command.ts'
import { done } from '../done.ts'

const collect = (value: string, before: string[]) => [...before, value]

export const addInit: AddCommand = (program: Command, run) => {
  program
    .command('init')
    .description('Make a workspace: for test keys unless --live')
    .option('--template <id>', 'start with this product; may be given again', collect, [])
    .option('--live', 'for live keys')
    .option('--zone <area/city>', 'the time zone of calendar rules; this machine’s unless named')
    .action((options: { template: string[]; live?: true; zone?: string }) =>
      run(async ({ folder, ports }) => {
        const mode = options.live ? 'live' : 'test'
        const zone = options.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
        const products = [...new Set(options.template)]
        createWorkspace(ports, folder, { mode, zone, products })
        const sells =
          products.length === 0
            ? 'No products yet: tierdesk catalog import FILE, or catalog list for templates.'
            : `Products: ${products.join(', ')}.`
        return done(
          { workspace: folder, mode, zone, products },
          `Made a workspace for ${mode} data in ${folder} (${zone}).\n${sells}\nNext: tierdesk connect stripe --secret-env NAME`,
        )
      }),
    )
}
