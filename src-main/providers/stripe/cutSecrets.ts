/** What can move money, or open a page without a key. An action that needs one fetches it again. */
const SECRET_FIELDS = new Set([
  'client_secret',
  'hosted_invoice_url',
  'invoice_pdf',
  'receipt_url',
  'hosted_verification_url',
  'express_dashboard_login_url',
  // Pages and codes on which a payment is approved.
  'next_action',
  // The page of a checkout session that ran out, opened anew.
  'recovery',
])

/** Objects whose `url` is a page that works for whoever has the address. */
const OBJECTS_WITH_A_PAGE = new Set(['checkout.session', 'billing_portal.session', 'payment_link'])

/** The object as JSON text, without what must not lie on a disk. */
export function cutSecrets(object: object): string {
  return JSON.stringify(object, function (this: { object?: unknown }, name, value: unknown) {
    if (SECRET_FIELDS.has(name)) return undefined
    if (name === 'url' && typeof this.object === 'string' && OBJECTS_WITH_A_PAGE.has(this.object)) return undefined
    return value
  })
}
