import type { AlertRecord, CreditGrantRecord, CreditTransactionRecord } from '../world/creditRecords.ts'
import type { Wire } from './wire.ts'

export function renderGrant({ own: _own, ...grant }: CreditGrantRecord): Wire {
  return { object: 'billing.credit_grant', ...grant, customer_account: null, livemode: false, test_clock: null }
}

export function renderTransaction(record: CreditTransactionRecord): Wire {
  const { reason, amount, currency, applied, customer: _customer, ...transaction } = record
  const isCredit = reason === 'credits_granted' || reason === 'credits_application_invoice_voided'
  const booked = { amount: { monetary: { currency, value: amount }, type: 'monetary' }, type: reason }
  return {
    object: 'billing.credit_balance_transaction',
    ...transaction,
    credit: isCredit ? { ...booked, credits_application_invoice_voided: applied } : null,
    debit: isCredit ? null : { ...booked, credits_applied: applied },
    livemode: false,
    test_clock: null,
    type: isCredit ? 'credit' : 'debit',
  }
}

export function renderAlert({ id, title, status, meter, gte, of }: AlertRecord): Wire {
  return {
    id,
    object: 'billing.alert',
    alert_type: 'usage_threshold',
    livemode: false,
    status,
    title,
    usage_threshold: { filters: of === null ? null : [{ customer: of, type: 'customer' }], gte, meter, recurrence: 'one_time' },
  }
}
