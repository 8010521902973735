import type { Command } from 'commander'
import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import { ENTITLEMENT_STATUSES } from '../../../src-shared/model/entitlementStatus.ts'
import { toDecimalText } from '../../../src-shared/model/money.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import type { AddCommand } from '../command.ts'
import { done } from '../done.ts'
import { CURSOR_HELP, LIMIT_HELP, type PageOptions, readChoice, readPage, toIsoOrNull } from '../readOptions.ts'
import { toTable } from '../toTable.ts'
import { addCompanyLinks } from './addCompanyLinks.ts'

interface CompanyOptions extends PageOptions {
  search?: string
  product?: string
  plan?: string
  status?: string
}

export const addCompanies: AddCommand = (program: Command, run) => {
  const companies = program
    .command('companies')
    .description('The companies of the mirror, by name')
    .option('--search <text>', 'by name, e-mail, phone or any provider id')
    .option('--product <id>', 'those that belong to it')
    .option('--plan <plan>', 'those that are entitled to it: product.plan')
    .option('--status <status>', ENTITLEMENT_STATUSES.join(', '))
    .option('--limit <n>', LIMIT_HELP)
    .option('--cursor <next>', CURSOR_HELP)
    .action((options: CompanyOptions) =>
      run(({ withEngine, at }) => {
        const { search = '', product = null, plan = null } = options
        const status = options.status === undefined ? null : readChoice('status of a subscription', options.status, ENTITLEMENT_STATUSES)
        const page = readPage(options)
        return withEngine('read', async ({ client }) => {
          const { items, next } = await client.companies.list({ search, product, plan, status, at, ...page })
          const isFiltered = search !== '' || product !== null || plan !== null || status !== null
          const empty = search
            ? `No company matches "${search}".`
            : isFiltered
              ? 'No such company.'
              : 'No companies yet. Next: tierdesk sync'
          const more = next === null ? [] : [`More: --cursor ${next}`]
          const head = ['Company', 'E-mail', 'Phone', 'Subscriptions', 'MRR', 'Provider customers', 'Id']
          return done(
            { items: items.map(toJson), next },
            items.length === 0 ? empty : [toTable(head, items.map(toRow), [4]), ...more].join('\n'),
          )
        })
      }),
    )

  addCompanyLinks(companies, run)
}

function toJson({ id, name, email, phone, links, subscriptions, mrr }: CompanyRow) {
  return {
    id,
    name,
    email,
    phone,
    links: links.map(({ provider, ref }) => ({ provider, ref })),
    subscriptions: subscriptions.map(({ product, plan, subscribedPlan, status, until }) => ({
      product,
      plan,
      subscribedPlan,
      status,
      until: toIsoOrNull(until),
    })),
    mrr: mrr.map(({ currency, amount }) => ({ currency, amount })),
  }
}

function toRow({ id, name, email, phone, links, subscriptions, mrr }: CompanyRow): (string | null)[] {
  return [
    name,
    email,
    phone,
    subscriptions.map(({ product, plan, status }) => `${product} ${plan ?? 'nothing'} (${status})`).join(', '),
    mrr.map((money) => `${toDecimalText(money)} ${money.currency}`).join(', '),
    links.map(({ provider, ref }) => `${PROVIDER_TITLES[provider]} ${ref}`).join(', '),
    id,
  ]
}
