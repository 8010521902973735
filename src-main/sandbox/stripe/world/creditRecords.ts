import type { Pairs } from './params.ts'

export interface CreditGrantRecord {
  id: string
  created: number
  updated: number
  customer: string
  name: string | null
  category: 'paid' | 'promotional'
  priority: number
  effective_at: number
  expires_at: number | null
  voided_at: number | null
  metadata: Pairs
  amount: { monetary: { currency: string; value: number }; type: 'monetary' }
  applicability_config: { scope: { price_type: 'metered' } | { prices: { id: string }[] } }
  /** What is left of it. */
  own: { left: number }
}

export interface CreditTransactionRecord {
  id: string
  created: number
  customer: string
  credit_grant: string
  effective_at: number
  reason: 'credits_granted' | 'credits_applied' | 'credits_expired' | 'credits_voided' | 'credits_application_invoice_voided'
  amount: number
  currency: string
  /** What it was applied to, or comes back from. */
  applied: { invoice: string; invoice_line_item: string } | null
}

export interface AlertRecord {
  id: string
  created: number
  title: string
  status: 'active' | 'inactive' | 'archived'
  meter: string
  gte: number
  /** The one customer that it is about; null for everybody. */
  of: string | null
  own: { triggered: string[] }
}
