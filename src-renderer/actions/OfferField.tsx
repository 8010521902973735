import { Field } from '../records/Field.tsx'
import { OfferOptions } from '../records/OfferOptions.tsx'
import { type PricedOffer, useOffers } from '../records/useOffers.ts'
import type { ActionDraft } from './actionDraft.ts'
import type { FormPart } from './formPart.ts'

interface OfferFieldProps extends FormPart {
  /** Of what is paid again and again alone. */
  isRecurring?: boolean
  isFirst?: boolean
}

/** What money each of them takes alone. */
const TAKES: Partial<Record<NonNullable<ActionDraft['provider']>, readonly string[]>> = { mpesa: ['KES'] }

/** A plan or a pack by one of its prices. */
export function OfferField({ draft, faults, onChange, isRecurring = false, isFirst = false }: OfferFieldProps) {
  const offers = (useOffers() ?? []).filter((each) => isFitting(each, draft, isRecurring))
  const chosen = offers.find((each) => isChosen(each, draft.offer))
  return (
    <Field label="What is sold" fault={faults.offer ?? null} isFirst={isFirst}>
      {(names) => (
        <select
          {...names}
          value={chosen?.key ?? ''}
          onChange={(event) => {
            const offer = offers.find(({ key }) => key === event.target.value)
            if (!offer) return
            const { product, plan, interval, currency } = offer
            onChange({ offer: { product, plan, interval, currency } })
          }}
        >
          {!chosen && <option value="">Choose one</option>}
          <OfferOptions offers={offers} />
        </select>
      )}
    </Field>
  )
}

function isFitting({ product, interval, currency }: PricedOffer, { kind, provider, product: own }: ActionDraft, isRecurring: boolean) {
  if (isRecurring && interval === 'once') return false
  if (kind === 'subscription.change' && own !== null && product !== own) return false
  const taken = provider === null ? undefined : TAKES[provider]
  return taken === undefined || taken.includes(currency)
}

function isChosen(offer: PricedOffer, chosen: ActionDraft['offer']): boolean {
  if (chosen === null || offer.product !== chosen.product || offer.plan !== chosen.plan || offer.interval !== chosen.interval) return false
  return chosen.currency === null || chosen.currency === offer.currency
}
