import type { Command } from 'commander'
import type { ExpectedPaymentItem, WithdrawnPayment } from '../../../src-shared/contract/payments.ts'
import { toIso } from '../../../src-shared/model/instant.ts'
import { parseDecimalText, toDecimalText } from '../../../src-shared/model/money.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import type { AddCommand, Outcome } from '../command.ts'
import { done } from '../done.ts'
import { INTERVAL_HELP, OFFER_HELP, type OfferOptions, readOffer, toOfferText } from '../readOffer.ts'
import { COMPANY_HELP, REASON_HELP, readInstantOrNull, readNeeded, readProvider, wrongUse } from '../readOptions.ts'

interface ExpectOptions extends OfferOptions {
  provider?: string
  amount?: string
  currency?: string
  ref?: string
  reference?: string
  phone?: string
  when?: string
  key?: string
}

/** `payments expect` and `withdraw`: that somebody was asked to pay, and is no more. `--provider` is the list's option too. */
export const addExpectedPayment: AddCommand = (payments: Command, run) => {
  payments
    .command('expect')
    .argument('<company>', COMPANY_HELP)
    .description(
      'Say that a payment is asked for: what arrives as it is for this. Ends with 4 where its reference or key is that of another',
    )
    .option('--provider <name>', 'by whom it will come')
    .option('--for <product.plan>', OFFER_HELP)
    .option('--interval <interval>', INTERVAL_HELP)
    .option('--amount <decimal>', 'what was agreed on; the price unless named')
    .option('--currency <code>', 'three capital letters; the price’s unless named')
    .option('--ref <ref>', 'the provider’s own name of it: a Paystack reference, the id of an M-Pesa push')
    .option('--reference <text>', 'what the payer writes as the account')
    .option('--phone <number>', 'which phone pays')
    .option('--when <instant>', 'when it was asked for; now unless named')
    .option('--key <key>', 'the same key with the same content is recorded once')
    .action((company: string, _: unknown, command: Command) =>
      run(({ withEngine }) => {
        const options = command.optsWithGlobals<ExpectOptions>()
        const { ref = null, reference = null, phone = null, key = null } = options
        const provider = readProvider(readNeeded('--provider NAME', options.provider))
        const ask = { company, provider, offer: readOffer(options), ...readMoney(options) }
        const at = readInstantOrNull(options.when)
        return withEngine('write', async ({ client }) =>
          toOutcome(await client.payments.expect({ ...ask, ref, reference, phone, at, key })),
        )
      }),
    )

  payments
    .command('withdraw')
    .argument('<ref>', 'its reference, as the list of pending payments shows it')
    .description('Say that a payment is expected no more: what is paid from now on is not for it')
    .option('--provider <name>', 'by whom it was to come')
    .option('--reason <text>', REASON_HELP)
    .action((ref: string, _: unknown, command: Command) =>
      run(({ withEngine }) => {
        const { provider: name, reason = '' } = command.optsWithGlobals<{ provider?: string; reason?: string }>()
        const provider = readProvider(readNeeded('--provider NAME', name))
        return withEngine('write', async ({ client }) => toWithdrawn(await client.payments.withdraw({ provider, ref, reason })))
      }),
    )
}

function toWithdrawn({ at, withdrawnAt, ...item }: WithdrawnPayment): Outcome {
  const { company, provider, offer } = item
  return done(
    { ...item, at: toIso(at), withdrawnAt: toIso(withdrawnAt) },
    `${PROVIDER_TITLES[provider]}: ${toDecimalText(item)} ${item.currency} is expected of ${company} for ${toOfferText(offer)} no more, since ${toIso(withdrawnAt)}. What was paid before stays what it is.`,
  )
}

function readMoney({ amount, currency }: ExpectOptions): { amount: number | null; currency: string | null } {
  if (currency !== undefined && !/^[A-Z]{3}$/.test(currency))
    throw wrongUse(`"${currency.slice(0, 20)}" is no currency.`, 'Write it in three capital letters, such as --currency KES.')
  if (amount === undefined) return { amount: null, currency: currency ?? null }
  // How many decimals an amount has is the currency's to say.
  if (currency === undefined) throw wrongUse('An amount is named without its currency.', 'Name it, such as --currency KES.')
  const money = parseDecimalText(amount, currency)
  if (money === null || money.amount <= 0)
    throw wrongUse(`"${amount.slice(0, 40)}" is no amount of ${currency}.`, 'Write it with a point, such as --amount 1500.00.')
  return money
}

function toOutcome({ at, ...item }: ExpectedPaymentItem): Outcome {
  const { company, provider, offer, ref, reference, phone, key } = item
  const by = [ref && `reference ${ref}`, reference && `account ${reference}`, phone && `phone ${phone}`].filter(Boolean).join(', ')
  return done(
    { ...item, at: toIso(at) },
    `${PROVIDER_TITLES[provider]}: ${toDecimalText(item)} ${item.currency} expected of ${company} for ${toOfferText(offer)} since ${toIso(at)}${by === '' ? '' : `, known by ${by}`}. Key ${key}.`,
  )
}
