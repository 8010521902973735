import type { Command } from 'commander'
import { type AddCommand, EXIT } from '../command.ts'
import { readWhole } from '../readOptions.ts'

const MOST = 1_000_000_000_000

export const addPreflight: AddCommand = (program: Command, run) => {
  program
    .command('preflight')
    .argument('<company>', 'its id, a provider’s id of it, or its e-mail')
    .argument('<metric>', 'product.metric')
    .description('May this company do more of this now? Ends with 4 where it is refused')
    .option('--count <n>', 'how many more (default 1)')
    .action((company: string, metric: string, options: { count?: string }) =>
      run(({ withEngine, at }) => {
        const count = options.count === undefined ? 1 : readWhole('--count', options.count, 1, MOST)
        return withEngine('read', async ({ client }) => {
          const { verdict, used, limit, remaining, reason, upgradeTo } = await client.plans.preflight({ company, metric, count, at })
          const stands = `${used ?? 'unknown'} used of ${limit ?? 'no limit: there is no plan'}${remaining === null ? '' : `, ${remaining} remaining`}`
          const lines = [
            `${verdict}: ${stands}.`,
            ...(reason ? [reason] : []),
            ...(upgradeTo ? [`Allowed with the plan ${upgradeTo}.`] : []),
          ]
          return {
            json: { verdict, used, limit, remaining, reason, upgradeTo },
            text: lines.join('\n'),
            exitCode: verdict === 'refused' ? EXIT.refused : EXIT.done,
          }
        })
      }),
    )
}
