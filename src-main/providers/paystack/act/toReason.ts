import type { RefusedRequest } from '../failures.ts'
import type { FrozenRequest } from './frozenRequest.ts'

interface Known {
  kind: FrozenRequest['kind']
  /** What Paystack says. */
  said: RegExp
  reason: string
}

/** What staff can do about, told so that they know what. */
const KNOWN: readonly Known[] = [
  {
    kind: 'subscription.create',
    said: /no saved authori[sz]ation/i,
    reason: 'The customer has no saved card that Paystack may charge: let it pay once by a payment link, and try again.',
  },
  {
    kind: 'subscription.cancel',
    said: /not found|already inactive/i,
    reason: 'Paystack does not have the subscription, or it is switched off already.',
  },
  {
    kind: 'subscription.keep',
    said: /not found|already inactive/i,
    reason: 'Paystack cannot switch the subscription on: it is on already, has ended, or is not there.',
  },
  { kind: 'payment.refund', said: /fully reversed/i, reason: 'All of this payment has gone back already.' },
  { kind: 'payment.refund', said: /not successful/i, reason: 'Only what was paid can be refunded.' },
  {
    kind: 'payment.refund',
    said: /amount.*(more|greater|exceed|left|balance)/i,
    reason: 'That is more than is left of this payment.',
  },
  { kind: 'account.create', said: /no bank offers/i, reason: 'No bank offers virtual accounts to this business at Paystack.' },
  {
    kind: 'account.create',
    said: /(first|last) name|phone/i,
    reason:
      'Paystack opens an account for a customer with a first name, a last name and a phone number alone: add them there, and try again.',
  },
]

/** Why a request was refused, for people: in our words where we know what to do about it, else in Paystack's. */
export function toReason(kind: FrozenRequest['kind'], { said, status, code, isMissing }: RefusedRequest): string {
  if (status === 403) return 'The key has no permission for this, or not from this address.'
  const known = KNOWN.find((each) => each.kind === kind && said !== null && each.said.test(said))
  if (known) return known.reason
  if (said !== null) return `Paystack refused it: “${said}”.`
  return isMissing ? 'Paystack does not have it.' : `Paystack refused it (${status}${code === null ? '' : ` ${code}`}).`
}
