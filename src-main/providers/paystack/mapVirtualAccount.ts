import type { VirtualAccountContent } from '../../domain/billing/billedObject.ts'
import { findText, getCurrency, getText, isYes, readPart, type Wire } from './readWire.ts'

export function mapVirtualAccount(account: Wire): VirtualAccountContent {
  return {
    number: getText(account, 'account_number'),
    name: findText(account, 'account_name') ?? '',
    bank: findText(readPart(account, 'bank'), 'name') ?? '',
    currency: getCurrency(account),
    // One that is kept and assigned to nobody takes no money for anybody.
    isActive: isYes(account['active']) && (account['assigned'] === undefined || isYes(account['assigned'])),
  }
}
