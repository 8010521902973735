import { and, eq } from 'drizzle-orm'
import type { PaymentItem } from '../../../src-shared/contract/payments.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import type { PaymentContent, PaymentVia } from '../../domain/billing/billedObject.ts'
import type { Payer } from '../../domain/links/proposeOwners.ts'
import type { ReadDb } from '../readDb.ts'
import { billedObject } from '../schema/billing.ts'
import { company } from '../schema/companies.ts'
import { payment } from '../schema/figures.ts'
import { customer } from '../schema/mirror.ts'
import { providerAccount } from '../schema/sync.ts'

/** A payment with all that is known of who made it. */
export interface FoundPayment {
  item: PaymentItem
  /** The provider's account. */
  account: string
  companyId: number | null
  /** Whether it names one of the provider's customers. */
  isOfCustomer: boolean
  via: PaymentVia | null
  payer: Payer
}

/** A payment by its provider's name of it; null where the mirror has none. */
export function findPayment({ drizzle }: ReadDb, provider: ProviderName, ref: string): FoundPayment | null {
  const found = drizzle
    .select({ row: payment, account: providerAccount.ref, company: company.ref, companyName: company.name, billed: billedObject, customer })
    .from(payment)
    .innerJoin(providerAccount, eq(providerAccount.id, payment.accountId))
    .leftJoin(company, eq(company.id, payment.companyId))
    .leftJoin(billedObject, and(eq(billedObject.accountId, payment.accountId), eq(billedObject.ref, payment.ref)))
    .leftJoin(customer, and(eq(customer.accountId, payment.accountId), eq(customer.ref, billedObject.customer)))
    .where(and(eq(payment.ref, ref), eq(providerAccount.provider, provider)))
    .limit(1)
    .get()
  if (!found) return null
  const { row, account, billed, customer: payer } = found
  const { product, plan, amount, currency, status, at, seenAt, reason, companyId } = row
  // Only a payment's content says how the money came; an invoice's has no such field.
  const via = billed === null ? null : ((JSON.parse(billed.content) as Partial<PaymentContent>).via ?? null)
  return {
    item: {
      ...{ provider, ref, company: found.company, companyName: found.companyName },
      ...{ product, plan, amount, currency, status, at, seenAt, reason },
    },
    account,
    companyId,
    isOfCustomer: billed?.customer != null,
    via,
    payer: {
      name: via?.payerName ?? payer?.name ?? null,
      email: payer?.email ?? null,
      phone: via?.payerPhone ?? payer?.phone ?? null,
      reference: via?.reference ?? null,
      namedCompany: payer?.namedCompany ?? null,
    },
  }
}
