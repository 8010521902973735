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
  return JSON.stringify(cut(object))
}

/** A copy without them: a replacer that is asked for every value takes three times as long. */
function cut(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(cut)
  const whole = value as Record<string, unknown>
  // What makes its own JSON, such as a decimal of the SDK's, is asked for it first.
  if (typeof whole['toJSON'] === 'function') return cut((whole['toJSON'] as () => unknown)())
  const hasPage = typeof whole['object'] === 'string' && OBJECTS_WITH_A_PAGE.has(whole['object'])
  const kept: Record<string, unknown> = {}
  for (const name of Object.keys(whole)) {
    if (SECRET_FIELDS.has(name) || (hasPage && name === 'url')) continue
    // A name that would set the copy's prototype is one like any other.
    if (name === '__proto__') Object.defineProperty(kept, name, { value: cut(whole[name]), enumerable: true })
    else kept[name] = cut(whole[name])
  }
  return kept
}
