import type { Command } from 'commander'
import { AppError } from '../../../src-shared/model/appError.ts'
import { createWorkspace } from '../../engine/createWorkspace.ts'
import { templates } from '../../engine/templates.ts'
import { createDemo } from '../../startup/createDemo.ts'
import type { AddCommand, CommandContext, Outcome } from '../command.ts'
import { done } from '../done.ts'
import { wrongUse } from '../readOptions.ts'

const PROGRESS_MS = 1_000

const collect = (value: string, before: string[]) => [...before, value]

export const addInit: AddCommand = (program: Command, run) => {
  program
    .command('init')
    .description('Make a workspace: for test keys unless --live')
    .option('--template <id>', 'start with this product; may be given again', collect, [])
    .option('--live', 'for live keys')
    .option('--zone <area/city>', 'the time zone of calendar rules; this machine’s unless named')
    .option('--demo', 'with every product, and a sandbox that fills it: no key is needed')
    .action((options: { template: string[]; live?: true; zone?: string; demo?: true }) =>
      run(async (context) => {
        if (options.demo) return initDemo(context, options)
        const { folder, ports } = context
        const mode = options.live ? 'live' : 'test'
        const zone = toZone(options.zone)
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

/** Makes the demo and mirrors it, so that whatever is asked next has its answer. */
async function initDemo(
  { folder, ports, progress, withEngine }: CommandContext,
  { template, live, zone: named }: { template: string[]; live?: true; zone?: string },
): Promise<Outcome> {
  if (live) throw wrongUse('A demo has test data alone. Nothing was made.', 'Leave --live out, or --demo.')
  if (template.length > 0) throw wrongUse('A demo has every product already. Nothing was made.', 'Leave --template out, or --demo.')
  const zone = toZone(named)
  createDemo(ports, folder, { zone })
  const products = [...templates.keys()]
  const notFollowed = await withEngine('write', async ({ client }, { follow }) => {
    const ticker = setInterval(async () => {
      const { running } = await client.sync.health({})
      progress(running ? `mirroring: ${running.objects} objects (${running.stream})` : 'taking in usage and hours')
    }, PROGRESS_MS)
    try {
      return await follow()
    } finally {
      clearInterval(ticker)
    }
  })
  if (notFollowed !== null)
    throw new AppError('sync-failed', `The demo was made in ${folder}, and not mirrored: ${notFollowed}`, 'Run tierdesk sync in it.')
  return done(
    { workspace: folder, mode: 'test', zone, products },
    `Made the demo in ${folder} (${zone}): invented companies, and a sandbox that stands in for Stripe, Paystack and M-Pesa.\nNext: tierdesk companies, tierdesk serve, or tierdesk sandbox advance 1d`,
  )
}

function toZone(named: string | undefined): string {
  return named ?? Intl.DateTimeFormat().resolvedOptions().timeZone
}
