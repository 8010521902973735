import type { Command } from 'commander'
import { toIso } from '../../../src-shared/model/instant.ts'
import { toDecimalText } from '../../../src-shared/model/money.ts'
import { PAYMENT_STATUSES, type PaymentStatus } from '../../../src-shared/model/paymentStatus.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import type { AddCommand } from '../command.ts'
import { done } from '../done.ts'
import { COMPANY_HELP, CURSOR_HELP, LIMIT_HELP, type PageOptions, readChoice, readPage, readProvider, wrongUse } from '../readOptions.ts'
import { toTable } from '../toTable.ts'
import { addExpectedPayment } from './addExpectedPayment.ts'
import { addPaymentWords } from './addPaymentWords.ts'
import { addStatementImport } from './addStatementImport.ts'

interface PaymentOptions extends PageOptions {
  company?: string
  product?: string
  status?: string
  provider?: string
  unmatched?: true
}

export const addPayments: AddCommand = (program: Command, run) => {
  const payments = program
    .command('payments')
    .description('The payments of all providers, newest first')
    .option('--company <name>', COMPANY_HELP)
    .option('--product <id>')
    .option('--status <status>', PAYMENT_STATUSES.join(', '))
    .option('--provider <name>')
    .option('--unmatched', 'those of which nobody can say what they are for')
    .option('--limit <n>', LIMIT_HELP)
    .option('--cursor <next>', CURSOR_HELP)
    .action((options: PaymentOptions) =>
      run(({ withEngine, at }) => {
        const filter = {
          company: options.company ?? null,
          product: options.product ?? null,
          status: readStatus(options),
          provider: options.provider === undefined ? null : readProvider(options.provider),
        }
        const page = readPage(options)
        return withEngine('read', async ({ client }) => {
          const { items, next } = await client.payments.list({ ...filter, ...page, at })
          const json = items.map(({ companyName: _, ...item }) => ({ ...item, at: toIso(item.at), seenAt: toIso(item.seenAt) }))
          const rows = items.map((item) => [
            toIso(item.at),
            PROVIDER_TITLES[item.provider],
            item.companyName,
            [item.product, item.plan].filter((each) => each !== null).join('.'),
            `${toDecimalText(item)} ${item.currency}`,
            item.status,
            item.reason,
            item.ref,
          ])
          const more = next === null ? [] : [`More: --cursor ${next}`]
          const head = ['At', 'Provider', 'Company', 'For', 'Amount', 'Status', 'Reason', 'Reference']
          return done({ items: json, next }, items.length === 0 ? 'No such payment.' : [toTable(head, rows, [4]), ...more].join('\n'))
        })
      }),
    )

  for (const add of [addPaymentWords, addExpectedPayment, addStatementImport]) add(payments, run)
}

function readStatus({ status, unmatched }: PaymentOptions): PaymentStatus | null {
  const named = status === undefined ? null : readChoice('status of a payment', status, PAYMENT_STATUSES)
  if (!unmatched) return named
  if (named !== null && named !== 'unmatched') throw wrongUse(`A payment cannot be ${named} and unmatched.`, 'Use --status or --unmatched.')
  return 'unmatched'
}
