/** The names under which the operator's own server may write our id of a company into a provider's metadata. */
const NAMES = ['tierdesk_company', 'company_id', 'company']
const COMPANY_ID = /^co_[0-9a-z]{16}$/

/** Our id of the company that a customer's metadata name; null where they name none, or no id that is exactly ours. */
export function findNamedCompany(metadata: Readonly<Record<string, unknown>>): string | null {
  for (const name of NAMES) {
    const value = metadata[name]
    if (typeof value === 'string' && COMPANY_ID.test(value)) return value
  }
  return null
}
