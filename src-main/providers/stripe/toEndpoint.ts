/** Paths of two words before an id can come. */
const SPACES: ReadonlySet<string> = new Set(['billing', 'billing_portal', 'checkout', 'entitlements', 'test_helpers'])

/** What Stripe counts requests by: the path with its ids left open, as `/v1/invoices/:id/lines`. */
export function toEndpoint(path: string): string {
  const parts = path.split('/')
  const first = SPACES.has(parts[2] ?? '') ? 4 : 3
  return parts.map((part, index) => (index >= first && (index - first) % 2 === 0 ? ':id' : part)).join('/')
}
