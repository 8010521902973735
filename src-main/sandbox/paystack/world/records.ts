/** What the stand-in holds. Instants are UTC milliseconds; amounts are in the smallest unit of the currency. */
export interface CustomerRecord {
  id: number
  code: string
  email: string
  firstName: string | null
  lastName: string | null
  phone: string | null
  metadata: unknown
  createdAt: number
  updatedAt: number
}

/** What may be charged again without the payer. */
export interface AuthorizationRecord {
  code: string
  customer: number
  channel: string
  last4: string
  /** What its bank answers; `ok` lets it pass. */
  answer: string
}

export interface PlanRecord {
  id: number
  code: string
  name: string
  amount: number
  interval: string
  currency: string
  description: string | null
  invoiceLimit: number
  isArchived: boolean
  createdAt: number
  updatedAt: number
}

/** Whose money came into a virtual account. */
export interface TransferIn {
  senderName: string
  senderBank: string
  senderNumber: string
  receiverNumber: string
  receiverBank: string
  narration: string | null
}

export interface TransactionRecord {
  id: number
  reference: string
  status: 'success' | 'failed' | 'abandoned' | 'ongoing' | 'pending' | 'processing' | 'reversed'
  amount: number
  requestedAmount: number
  currency: string
  customer: number
  channel: string
  gatewayResponse: string
  message: string | null
  paidAt: number | null
  createdAt: number
  /** When the payer began; null before anybody did. */
  startedAt: number | null
  endedAt: number | null
  attempts: number
  history: { type: string; message: string; at: number }[]
  fees: number | null
  metadata: unknown
  plan: number | null
  invoiceLimit: number
  authorization: string | null
  transfer: TransferIn | null
  accessCode: string | null
}

export interface SubscriptionRecord {
  id: number
  code: string
  emailToken: string
  status: 'active' | 'non-renewing' | 'attention' | 'completed' | 'cancelled'
  amount: number
  quantity: number
  customer: number
  plan: number
  authorization: string
  startsAt: number
  nextPaymentAt: number | null
  invoiceLimit: number
  paymentsCount: number
  createdAt: number
  updatedAt: number
  cancelledAt: number | null
}

export interface InvoiceRecord {
  id: number
  code: string
  subscription: number
  transaction: number | null
  amount: number
  periodStart: number
  /** Where the next begins. */
  periodEnd: number
  status: 'pending' | 'success' | 'failed'
  retries: number
  paidAt: number | null
  createdAt: number
  updatedAt: number
}

export interface RefundRecord {
  id: number
  transaction: number
  amount: number
  status: 'pending' | 'processing' | 'processed' | 'failed' | 'needs-attention'
  merchantNote: string | null
  customerNote: string | null
  refundedAt: number | null
  createdAt: number
  updatedAt: number
}

export interface DisputeRecord {
  id: number
  transaction: number
  amount: number
  status: 'awaiting-merchant-feedback' | 'awaiting-bank-feedback' | 'pending' | 'resolved'
  resolution: 'merchant-accepted' | 'declined' | null
  category: string
  resolvedAt: number | null
  dueAt: number
  createdAt: number
  updatedAt: number
}

export interface AccountRecord {
  id: number
  number: string
  name: string
  customer: number
  bank: string
  currency: string
  isActive: boolean
  createdAt: number
  updatedAt: number
  /** When somebody last had it looked for a missing transfer. */
  requeriedAt: number | null
}

export interface Records {
  customer: CustomerRecord
  plan: PlanRecord
  transaction: TransactionRecord
  subscription: SubscriptionRecord
  invoice: InvoiceRecord
  refund: RefundRecord
  dispute: DisputeRecord
  account: AccountRecord
}

export type Kind = keyof Records
