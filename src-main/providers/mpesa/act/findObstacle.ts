import type { ProviderActionKind } from '../../../../src-shared/model/action.ts'
import type { MpesaSettings } from '../mpesaKey.ts'

const NO_SUBSCRIPTIONS = 'M-Pesa has no subscriptions: each payment is asked for by itself, on the phone.'
const NO_INVOICES = 'M-Pesa has no invoices: each payment is asked for by itself, on the phone.'
const NO_PAGES = 'M-Pesa has no pages to pay on: ask the phone.'

/** What M-Pesa has no way for from here, and what to do in its place. A push is told of elsewhere: it depends on the connection. */
const OBSTACLES: Readonly<Record<Exclude<ProviderActionKind, 'payment.push'>, string>> = {
  'subscription.create': NO_SUBSCRIPTIONS,
  'subscription.change': NO_SUBSCRIPTIONS,
  'subscription.pause': NO_SUBSCRIPTIONS,
  'subscription.resume': NO_SUBSCRIPTIONS,
  'subscription.cancel': NO_SUBSCRIPTIONS,
  'subscription.keep': NO_SUBSCRIPTIONS,
  'trial.extend': 'M-Pesa has no subscriptions, and so no trials.',
  'coupon.apply': 'M-Pesa has no coupons: ask the phone for the lower amount.',
  'invoice.retry': NO_INVOICES,
  'invoice.void': NO_INVOICES,
  'payment.refund':
    'What becomes of a reversal Safaricom tells to an address on the internet only, and there is none here: reverse it in the M-PESA organisation portal, and import the statement.',
  'link.checkout': NO_PAGES,
  'link.portal': NO_PAGES,
  'link.payment': NO_PAGES,
  'account.create': 'M-Pesa has no virtual accounts: everybody pays to the short code, and names an account.',
}

/** Why something cannot be done with a connection, in a sentence for staff; null where it can. */
export function findObstacle(kind: ProviderActionKind, passkey: string | null, { callbackUrl }: MpesaSettings): string | null {
  if (kind !== 'payment.push') return OBSTACLES[kind]
  if (passkey === null && callbackUrl === null)
    return 'To ask phones, M-Pesa is connected with the passkey of its short code, and with a callback address of your own: connect it again with both.'
  if (passkey === null) return 'To ask phones, M-Pesa is connected with the passkey of its short code: connect it again with it.'
  if (callbackUrl === null)
    return 'To ask phones, Safaricom wants a callback address: connect M-Pesa again with one of your own (https, public; nothing has to listen there).'
  return null
}
