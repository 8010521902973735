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

/**
 * The object without what must not lie on a disk: what its JSON, read again, would be.
 *
 * Nothing is changed in place. Parts in which there is no secret are the same ones, for most objects of a page have few: to copy them all takes
 * longer than to parse them did.
 */
export function cutSecrets<T extends object>(object: T): T {
  return cut(object) as T
}

function cut(value: unknown): unknown {
  if (typeof value === 'object') return value === null ? null : cutWithin(value)
  // What no JSON can say.
  return typeof value === 'number' && !Number.isFinite(value) ? null : value
}

function cutWithin(whole: object): unknown {
  if (Array.isArray(whole)) return cutItems(whole)
  const from = whole as Record<string, unknown>
  // What makes its own JSON, such as a decimal of the SDK's, is asked for it first.
  if (typeof from['toJSON'] === 'function') return cut((from['toJSON'] as () => unknown)())
  const hasPage = typeof from['object'] === 'string' && OBJECTS_WITH_A_PAGE.has(from['object'])
  const names = Object.keys(from)
  let kept: Record<string, unknown> | null = null
  for (const [index, name] of names.entries()) {
    const isSecret = SECRET_FIELDS.has(name) || (hasPage && name === 'url')
    const inner = isSecret ? undefined : cut(from[name])
    if (kept === null) {
      if (!isSecret && inner === from[name]) continue
      kept = {}
      for (const before of names.slice(0, index)) put(kept, before, from[before])
    }
    if (!isSecret) put(kept, name, inner)
  }
  return kept ?? from
}

function cutItems(items: readonly unknown[]): readonly unknown[] {
  const kept = items.map(cut)
  return kept.every((item, index) => item === items[index]) ? items : kept
}

function put(object: Record<string, unknown>, name: string, value: unknown): void {
  // A name that would set the copy's prototype is one like any other.
  if (name === '__proto__') Object.defineProperty(object, name, { value, enumerable: true })
  else object[name] = value
}
