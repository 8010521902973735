import type { Command } from 'commander'
import type { Company } from '../../../src-shared/contract/companies.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import type { AddCommand, Outcome } from '../command.ts'
import { done } from '../done.ts'
import { COMPANY_HELP, REASON_HELP, readNeeded, readProvider, readWhole, wrongUse } from '../readOptions.ts'
import { toTable } from '../toTable.ts'

const DEFAULT_PROPOSALS = 50
const MOST_PROPOSALS = 200

interface MergeOptions {
  into: string
  reason?: string
}

interface LinkOptions {
  provider: string
  company?: string
  alone?: true
  reason?: string
}

interface ClaimOptions {
  phone?: string
  reference?: string
  company?: string
  nobody?: true
  reason?: string
}

/** What staff say about who is who, under `companies`. */
export const addCompanyLinks: AddCommand = (companies: Command, run) => {
  companies
    .command('proposals')
    .argument('[company]', COMPANY_HELP)
    .description('Companies that may be one, and why; of one company, or the first of all')
    .option('--limit <n>', `how many, from 1 to ${MOST_PROPOSALS} (default ${DEFAULT_PROPOSALS})`)
    .action((company: string | undefined, _: unknown, command: Command) =>
      run(({ withEngine }) => {
        const { limit: text = String(DEFAULT_PROPOSALS) } = command.optsWithGlobals<{ limit?: string }>()
        const limit = readWhole('--limit', text, 1, MOST_PROPOSALS)
        return withEngine('read', async ({ client }) => {
          const { items } = await client.companies.proposals({ company: company ?? null, limit })
          const rows = items.map((each) => [each.companyName, each.otherName, each.reasons.join(' '), each.company, each.other])
          const head = ['Company', 'May be', 'Why', 'Id', 'Other’s id']
          return done({ items }, rows.length === 0 ? 'Nothing tells that two of them are one.' : toTable(head, rows))
        })
      }),
    )

  companies
    .command('merge')
    .argument('<company>', COMPANY_HELP)
    .description('Make one company of two: all customers of the first are the second’s')
    .requiredOption('--into <name>', 'the company that remains')
    .option('--reason <text>', REASON_HELP)
    .action((company: string, { into, reason = '' }: MergeOptions) =>
      run(({ withEngine }) =>
        withEngine('write', async ({ client }) => toOutcome(await client.companies.merge({ company, into, reason }))),
      ),
    )

  companies
    .command('link')
    .argument('<ref>', 'the provider’s id of a customer')
    .description('Say whose a provider’s customer is, or that it is a company of its own again')
    .requiredOption('--provider <name>', 'whose customer it is')
    .option('--company <name>', COMPANY_HELP)
    .option('--alone', 'it is a company of its own')
    .option('--reason <text>', REASON_HELP)
    .action((ref: string, options: LinkOptions) =>
      run(({ withEngine }) => {
        const provider = readProvider(options.provider)
        const company = readWhose(options.company, options.alone, '--alone')
        const { reason = '' } = options
        return withEngine('write', async ({ client }) => toOutcome(await client.companies.link({ provider, ref, company, reason })))
      }),
    )

  companies
    .command('claim')
    .description('Say that a phone, or what payers write as the account, is a company’s')
    .option('--phone <number>', 'of a mobile of Kenya')
    .option('--reference <text>', 'as the payer writes it')
    .option('--company <name>', COMPANY_HELP)
    .option('--nobody', 'take back what was said')
    .option('--reason <text>', REASON_HELP)
    .action((options: ClaimOptions) =>
      run(({ withEngine }) => {
        const claimed = readClaimed(options)
        const company = readWhose(options.company, options.nobody, '--nobody')
        const { reason = '' } = options
        return withEngine('write', async ({ client }) => {
          const answer = await client.companies.claim({ ...claimed, company, reason })
          const what = claimed.kind === 'phone' ? 'The phone' : 'The account'
          const whose = answer.company === null ? 'is nobody’s' : `is ${answer.company}’s`
          return done({ kind: claimed.kind, ...answer }, `${what} ${answer.value} ${whose}.`)
        })
      }),
    )
}

/** Exactly one of the two must be said. */
function readWhose(company: string | undefined, isNone: true | undefined, none: string): string | null {
  if (company !== undefined && isNone) throw wrongUse(`A company is named, and ${none}.`, 'Use one of them.')
  return isNone ? null : readNeeded(`--company NAME (or ${none})`, company)
}

function readClaimed({ phone, reference }: ClaimOptions): { kind: 'phone' | 'reference'; value: string } {
  if (phone !== undefined && reference !== undefined) throw wrongUse('A phone and an account are named.', 'Claim one after the other.')
  if (phone !== undefined) return { kind: 'phone', value: phone }
  return { kind: 'reference', value: readNeeded('--phone NUMBER (or --reference TEXT)', reference) }
}

function toOutcome({ id, name, code, links, phones, references }: Company): Outcome {
  const customers = links.map(({ provider, ref }) => ({ provider, ref }))
  const rows = customers.map(({ provider, ref }) => [name, PROVIDER_TITLES[provider], ref, id])
  return done({ id, name, code, links: customers, phones, references }, toTable(['Company', 'Provider', 'Customer', 'Id'], rows))
}
