import type { Command } from 'commander'
import type { AddCommand } from '../command.ts'
import { done } from '../done.ts'
import { toTable } from '../toTable.ts'

export const addOverage: AddCommand = (program: Command, run) => {
  program
    .command('overage')
    .argument('<product>')
    .argument('<plan>', 'the plan that all would have to fit')
    .description('Every company that would not fit a plan, worst first')
    .action((product: string, plan: string) =>
      run(({ withEngine, at }) =>
        withEngine('read', async ({ client }) => {
          const answer = await client.plans.overage({ product, plan, at })
          const companies = answer.companies.map(({ company, name, exceeds }) => ({
            company,
            name,
            exceeds: exceeds.map(({ metric, used, limit, overage }) => ({ metric, used, limit, overage })),
          }))
          const rows = companies.flatMap(({ company, name, exceeds }) =>
            exceeds.map(({ metric, used, limit, overage }) => [name, metric, used, limit, `+${overage}`, company]),
          )
          const totals = Object.entries(answer.totals).map(
            ([metric, total]) =>
              `${metric}: +${total} in ${answer.counts[metric] === 1 ? '1 company' : `${answer.counts[metric]} companies`}`,
          )
          return done(
            { plan: answer.plan, companies: companies.map(({ company, exceeds }) => ({ company, exceeds })), totals: answer.totals },
            rows.length === 0
              ? `Nobody is known to be over ${answer.product}.${answer.plan}.`
              : [toTable(['Company', 'Resource', 'In use', 'Plan’s limit', 'Overage', 'Id'], rows, [2, 3, 4]), ...totals].join('\n'),
          )
        }),
      ),
    )
}
