import { readText, type Wire } from '../world/params.ts'
import { Refusal } from '../world/refusal.ts'

const CURRENCIES: readonly string[] = ['NGN', 'GHS', 'ZAR', 'KES', 'USD']

/** The currency that was named, or the merchant's own. */
export function readCurrency(params: Wire): string {
  const currency = readText(params, 'currency') ?? 'NGN'
  if (!CURRENCIES.includes(currency)) throw new Refusal(400, 'unsupported_currency', 'Currency not supported by merchant')
  return currency
}
