import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Company } from '../../../src-shared/contract/companies.ts'
import { PROVIDER_TITLES, type ProviderName } from '../../../src-shared/model/provider.ts'
import { useEngine } from '../../lib/engine.ts'
import { Field } from '../../records/Field.tsx'
import { OfferOptions } from '../../records/OfferOptions.tsx'
import { RecordDialog } from '../../records/RecordDialog.tsx'
import { useOffers } from '../../records/useOffers.ts'
import { formatMoney } from '../../ui/formatMoney.ts'
import { ExpectHow, NOTHING_TOLD, type Told } from './ExpectHow.tsx'
import { findOwnOffer, listPayableAt, readAmount } from './expectDraft.ts'

interface ExpectDialogProps {
  company: Company
  /** Those that are connected, of which one collects it. */
  providers: readonly ProviderName[]
  /** Told in words what was recorded. */
  onDone: (said: string) => void
  onClose: () => void
}

const NONE = [] as const

/** Records that a payment is asked for outside of Tierdesk, so that what arrives as it is known to be for this. */
export function ExpectDialog({ company, providers, onDone, onClose }: ExpectDialogProps) {
  const { client } = useEngine()
  // One key for the dialog: sent again after a lost answer, it is known for the same payment.
  const [key] = useState(() => `expected_${crypto.randomUUID()}`)
  const [picked, setPicked] = useState<ProviderName | null>(null)
  const [offerKey, setOfferKey] = useState<string | null>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const [told, setTold] = useState<Told>(NOTHING_TOLD)
  const [isTried, setTried] = useState(false)
  const expect = useMutation({
    mutationFn: (input: Parameters<typeof client.payments.expect>[0]) => client.payments.expect(input),
  })

  const provider = picked ?? providers[0] ?? null
  const offers = listPayableAt(useOffers() ?? NONE, provider)
  const offer = offerKey === null ? findOwnOffer(offers, company.subscriptions) : (offers.find((each) => each.key === offerKey) ?? null)
  const { text, amount, help, fault } = readAmount(typed, offer)

  async function submit(): Promise<boolean> {
    setTried(true)
    if (provider === null || offer === null || amount === null) return false
    const { product, plan, interval, currency, productName, name } = offer
    const write = (words: string) => words.trim() || null
    try {
      await expect.mutateAsync({
        ...{ company: company.id, provider, offer: { product, plan, interval }, amount, currency, key },
        ...{ ref: write(told.ref), reference: write(told.reference), phone: write(told.phone) },
      })
    } catch {
      // The dialog shows what `expect.error` holds, and keeps what was typed.
      return false
    }
    onDone(`${formatMoney({ amount, currency })} by ${PROVIDER_TITLES[provider]} is expected, for ${productName}: ${name}`)
    return true
  }

  return (
    <RecordDialog
      icon="payments"
      title={`Expect a payment of ${company.name}`}
      consequence="Nobody is asked by this: it says that somebody was. It stands among the payments as pending, and what arrives as it is for this."
      action={amount === null || offer === null ? 'Expect it' : `Expect ${formatMoney({ amount, currency: offer.currency })}`}
      isBusy={expect.isPending}
      error={expect.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label="By" help="Who collects it">
        {(names) => (
          <select
            {...names}
            value={provider ?? ''}
            onChange={(event) => {
              setPicked(providers.find((each) => each === event.target.value) ?? null)
              // What the other provider asks for is something else, and so may be its prices.
              setTold(NOTHING_TOLD)
              setOfferKey(null)
              setTyped(null)
            }}
          >
            {providers.map((each) => (
              <option key={each} value={each}>
                {PROVIDER_TITLES[each]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field
        label="For"
        help={
          offer ? `Of ${offer.productName}` : offers.length === 0 ? 'No catalog has a price in shillings' : 'A plan or a pack, at a price'
        }
        fault={isTried && offer === null ? 'Choose what is paid for' : null}
      >
        {(names) => (
          <select
            {...names}
            value={offer?.key ?? ''}
            onChange={(event) => {
              setOfferKey(event.target.value)
              setTyped(null)
            }}
          >
            <option value="">Choose what is paid for</option>
            <OfferOptions offers={offers} />
          </select>
        )}
      </Field>
      <Field label="Amount" help={help} fault={isTried ? fault : null}>
        {(names) => (
          <input
            {...names}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            value={text}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      {provider !== null && <ExpectHow provider={provider} code={company.code} told={told} onTell={setTold} />}
    </RecordDialog>
  )
}
