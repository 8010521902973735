import type { Command } from 'commander'
import type { UnmatchedPayment } from '../../../src-shared/contract/payments.ts'
import { toIso } from '../../../src-shared/model/instant.ts'
import { toDecimalText } from '../../../src-shared/model/money.ts'
import { PROVIDER_TITLES, type ProviderName } from '../../../src-shared/model/provider.ts'
import type { AddCommand, Outcome } from '../command.ts'
import { done } from '../done.ts'
import { INTERVAL_HELP, OFFER_HELP, type OfferOptions, readOfferOrNull, toOfferText } from '../readOffer.ts'
import { COMPANY_HELP, REASON_HELP, readNeeded, readProvider, toIsoOrNull } from '../readOptions.ts'
import { toTable } from '../toTable.ts'

const REF_HELP = 'its reference, as the list of payments shows it'

interface NameOptions {
  provider?: string
}

interface AssignOptions extends NameOptions, OfferOptions {
  company?: string
  reason?: string
}

/** What can be said of one payment, under `payments`. Options that the list has too are the list's: both are looked into. */
export const addPaymentWords: AddCommand = (payments: Command, run) => {
  payments
    .command('who')
    .argument('<ref>', REF_HELP)
    .description('Who could have made a payment, and why')
    .option('--provider <name>', 'whose payment it is')
    .action((ref: string, _: unknown, command: Command) =>
      run(({ withEngine }) => {
        const provider = readName(command.optsWithGlobals<NameOptions>())
        return withEngine('read', async ({ client }) => toOutcome(await client.payments.candidates({ provider, ref })))
      }),
    )

  payments
    .command('assign')
    .argument('<ref>', REF_HELP)
    .description('Say whose a payment is; with --for also what it was for')
    .option('--provider <name>', 'whose payment it is')
    .option('--company <name>', COMPANY_HELP)
    .option('--for <product.plan>', OFFER_HELP)
    .option('--interval <interval>', INTERVAL_HELP)
    .option('--reason <text>', REASON_HELP)
    .action((ref: string, _: unknown, command: Command) =>
      run(({ withEngine }) => {
        const options = command.optsWithGlobals<AssignOptions>()
        const provider = readName(options)
        const company = readNeeded('--company NAME', options.company)
        const ask = { provider, ref, company, offer: readOfferOrNull(options), reason: options.reason ?? '' }
        return withEngine('write', async ({ client }) => toOutcome(await client.payments.assign(ask)))
      }),
    )

  payments
    .command('unassign')
    .argument('<ref>', REF_HELP)
    .description('Take back what was said of a payment')
    .option('--provider <name>', 'whose payment it is')
    .option('--reason <text>', REASON_HELP)
    .action((ref: string, _: unknown, command: Command) =>
      run(({ withEngine }) => {
        const { reason = '', ...options } = command.optsWithGlobals<AssignOptions>()
        const provider = readName(options)
        return withEngine('write', async ({ client }) => toOutcome(await client.payments.unassign({ provider, ref, reason })))
      }),
    )
}

function readName({ provider }: NameOptions): ProviderName {
  return readProvider(readNeeded('--provider NAME', provider))
}

function toOutcome(found: UnmatchedPayment): Outcome {
  const { payment, channel, reference, payerName, payerPhone, assigned, expected, candidates } = found
  const { companyName: _, ...item } = payment
  const json = {
    payment: { ...item, at: toIso(item.at), seenAt: toIso(item.seenAt) },
    ...{ channel, reference, payerName, payerPhone },
    assigned: assigned && { ...assigned, at: toIso(assigned.at) },
    expected: expected && { ...expected, at: toIso(expected.at), withdrawnAt: toIsoOrNull(expected.withdrawnAt) },
    candidates: candidates.map(({ company, companyName, reasons, offer }) => ({ company, name: companyName, reasons, offer })),
  }
  return done(json, toText(found))
}

function toText({ payment, channel, reference, payerName, payerPhone, assigned, expected, candidates }: UnmatchedPayment): string {
  const bought = payment.product === null ? null : `${payment.product}.${payment.plan}`
  const facts = [
    ['Payment', `${PROVIDER_TITLES[payment.provider]} ${payment.ref}`],
    ['At', toIso(payment.at)],
    ['Amount', `${toDecimalText(payment)} ${payment.currency}`],
    ['Status', payment.reason === null ? payment.status : `${payment.status}: ${payment.reason}`],
    ['Company', payment.companyName],
    ['For', bought],
    ['Channel', channel],
    ['Account', reference],
    ['Payer', [payerName, payerPhone].filter((each) => each !== null).join(', ')],
    ...(expected === null ? [] : toExpectedFacts(expected)),
    ...(assigned === null
      ? []
      : [['Assigned', [assigned.company, toOfferText(assigned.offer), assigned.reason].filter(Boolean).join(', ')]]),
  ]
  const rows = candidates.map(({ companyName, company, offer, reasons }) => [companyName, toOfferText(offer), reasons.join(' '), company])
  return [
    toTable(['', ''], facts).replace(/^\n/, ''),
    rows.length === 0 ? 'Nothing tells who it may be of.' : toTable(['May be of', 'For', 'Why', 'Id'], rows),
  ].join('\n')
}

/** By what it will be known when it is paid. */
function toExpectedFacts({ at, withdrawnAt, reference, phone }: NonNullable<UnmatchedPayment['expected']>): string[][] {
  return [
    ['Expected', `since ${toIso(at)}${withdrawnAt === null ? '' : `, withdrawn ${toIso(withdrawnAt)}`}`],
    ...(reference === null ? [] : [['To account', reference]]),
    ...(phone === null ? [] : [['From phone', phone]]),
  ]
}
