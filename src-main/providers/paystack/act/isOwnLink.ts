import { readCurrency, readWhole, type Wire } from '../readWire.ts'
import type { FrozenOf } from './frozenRequest.ts'

/** Whether the transaction under a reference asks for what we asked for: a reference is ours, and yet another may have used it. */
export function isOwnLink({ amount, currency }: FrozenOf<'link.payment'>, transaction: Wire): boolean {
  const asked = readWhole(transaction, 'requested_amount') || readWhole(transaction, 'amount')
  return asked === amount && readCurrency(transaction) === currency
}
