import { CancelFields } from './CancelFields.tsx'
import { ChangeFields } from './ChangeFields.tsx'
import type { FormPart } from './formPart.ts'
import { InstantField } from './InstantField.tsx'
import { OfferField } from './OfferField.tsx'
import { OverrideFields } from './OverrideFields.tsx'
import { PackFields } from './PackFields.tsx'
import { PushFields } from './PushFields.tsx'
import { RefundFields } from './RefundFields.tsx'
import { TextField } from './TextField.tsx'

/** What has to be said of an action before it can be previewed; of many, nothing. */
export function ActionForm(part: FormPart) {
  const { draft, faults, onChange } = part
  switch (draft.kind) {
    case 'subscription.create':
      return (
        <>
          <OfferField {...part} isRecurring isFirst />
          <TextField
            {...{ label: 'Quantity', value: draft.quantity, fault: faults.quantity, onChange: (quantity) => onChange({ quantity }) }}
          />
          {draft.provider === 'paystack' ? (
            <InstantField
              label="Starts"
              help="Empty for now"
              value={draft.startAt}
              fault={faults.startAt}
              onChange={(startAt) => onChange({ startAt })}
            />
          ) : (
            <InstantField
              label="Trial until"
              help="Empty for no trial"
              value={draft.trialEnd}
              fault={faults.trialEnd}
              onChange={(trialEnd) => onChange({ trialEnd })}
            />
          )}
        </>
      )
    case 'subscription.change':
      return <ChangeFields {...part} />
    case 'subscription.cancel':
      return <CancelFields {...part} />
    case 'trial.extend':
      return <InstantField label="Trial until" isFirst value={draft.at} fault={faults.at} onChange={(at) => onChange({ at })} />
    case 'coupon.apply':
      return (
        <TextField
          label="Coupon"
          isFirst
          help="Its id, as the provider has it"
          value={draft.coupon}
          fault={faults.coupon}
          onChange={(coupon) => onChange({ coupon })}
        />
      )
    case 'payment.refund':
      return <RefundFields {...part} />
    case 'payment.push':
      return <PushFields {...part} />
    case 'link.checkout':
      return (
        <>
          <OfferField {...part} isFirst />
          <TextField
            {...{ label: 'Quantity', value: draft.quantity, fault: faults.quantity, onChange: (quantity) => onChange({ quantity }) }}
          />
        </>
      )
    case 'link.payment':
      return <OfferField {...part} isFirst />
    case 'pack.credit':
      return <PackFields {...part} />
    case 'plan.override':
      return <OverrideFields {...part} />
    case 'subscription.pause':
    case 'subscription.resume':
    case 'subscription.keep':
    case 'invoice.retry':
    case 'invoice.void':
    case 'link.portal':
    case 'account.create':
      return null
  }
}
