import type { InvoiceRecord, LineRecord } from '../world/billingRecords.ts'
import { change, put, type World } from '../world/createWorld.ts'
import type { CreditGrantRecord, CreditTransactionRecord } from '../world/creditRecords.ts'
import { isMetered } from './subscriptionLines.ts'

/** Whether what is left of a grant can be spent now. */
export function isSpendable({ effective_at, expires_at, voided_at }: CreditGrantRecord, now: number): boolean {
  return voided_at === null && effective_at <= now && (expires_at === null || now < expires_at)
}

/** Takes what a customer's credits bear off the metered lines of an invoice, as it is finalised. */
export function applyCredits(world: World, invoice: InvoiceRecord): void {
  const grants = listInOrder(world, invoice)
  if (grants.length === 0) return
  const lines = invoice.lines.map((line) => spendOn(world, invoice, line, grants))
  const borne = lines.flatMap(({ credit_amounts }) => credit_amounts).reduce((sum, { amount }) => sum + amount, 0)
  if (borne === 0) return
  const total = invoice.total - borne
  change(world, 'invoice', invoice, { lines, total })
}

/** What ends first and was promised first is spent first, as Stripe has it. */
function listInOrder(world: World, { customer, currency }: InvoiceRecord): CreditGrantRecord[] {
  return world.shelves['billing.credit_grant']
    .of(customer)
    .filter((grant) => grant.own.left > 0 && grant.amount.monetary.currency === currency && isSpendable(grant, world.now))
    .sort(
      (a, b) =>
        a.priority - b.priority ||
        (a.expires_at ?? Number.MAX_SAFE_INTEGER) - (b.expires_at ?? Number.MAX_SAFE_INTEGER) ||
        Number(a.category === 'paid') - Number(b.category === 'paid') ||
        a.effective_at - b.effective_at ||
        a.created - b.created,
    )
}

function spendOn(world: World, invoice: InvoiceRecord, line: LineRecord, grants: readonly CreditGrantRecord[]): LineRecord {
  const price = line.price === null ? null : world.shelves.price.find(line.price)
  if (!price || !isMetered(price) || line.subscription_item === null) return line
  let open = line.discount_amounts.reduce((left, { amount }) => left - amount, line.amount)
  const credit_amounts = [...line.credit_amounts]
  for (const grant of grants) {
    const amount = Math.min(open, grant.own.left)
    if (amount <= 0 || !isFor(grant, price.id)) continue
    open -= amount
    const applied = { invoice: invoice.id, invoice_line_item: line.id }
    const { id: transaction } = addTransaction(world, grant, { reason: 'credits_applied', amount, applied })
    credit_amounts.push({ amount, transaction })
  }
  return { ...line, credit_amounts }
}

/** Whether a grant can be spent on a metered price. */
export function isFor({ applicability_config: { scope } }: CreditGrantRecord, price: string): boolean {
  return 'price_type' in scope || scope.prices.some(({ id }) => id === price)
}

/** Books what a grant gains or loses. */
export function addTransaction(
  world: World,
  grant: CreditGrantRecord,
  booked: Pick<CreditTransactionRecord, 'reason' | 'amount'> & Partial<Pick<CreditTransactionRecord, 'applied'>>,
): CreditTransactionRecord {
  const { reason, amount, applied = null } = booked
  const isCredit = reason === 'credits_granted' || reason === 'credits_application_invoice_voided'
  change(world, 'billing.credit_grant', grant, { own: { left: grant.own.left + (isCredit ? amount : -amount) } })
  return put(
    world,
    'billing.credit_balance_transaction',
    {
      id: world.ids.next('cbtxn_'),
      created: world.now,
      customer: grant.customer,
      credit_grant: grant.id,
      effective_at: reason === 'credits_granted' ? grant.effective_at : world.now,
      reason,
      amount,
      currency: grant.amount.monetary.currency,
      applied,
    },
    'billing.credit_balance_transaction.created',
  )
}

/** What is left of a grant is gone: its time is over, or it was taken back. */
export function endGrant(world: World, grant: CreditGrantRecord, reason: 'credits_expired' | 'credits_voided'): void {
  if (grant.own.left > 0) addTransaction(world, grant, { reason, amount: grant.own.left })
}

/** Gives back what was spent on an invoice that is void, where the grant still runs. */
export function returnCredits(world: World, { lines, id }: InvoiceRecord): void {
  for (const line of lines) {
    for (const { amount, transaction } of line.credit_amounts) {
      const booked = world.shelves['billing.credit_balance_transaction'].find(transaction)
      const grant = booked && world.shelves['billing.credit_grant'].find(booked.credit_grant)
      if (!grant || !isSpendable(grant, world.now)) continue
      const applied = { invoice: id, invoice_line_item: line.id }
      addTransaction(world, grant, { reason: 'credits_application_invoice_voided', amount, applied })
    }
  }
}
