import { get, type World } from '../world/createWorld.ts'
import type { Wire } from '../world/params.ts'
import type { DisputeRecord, InvoiceRecord, PlanRecord, RefundRecord, SubscriptionRecord } from '../world/records.ts'
import { renderAuthorization, renderPayer } from './renderPeople.ts'
import { renderListed, renderPlanPart, renderVerified } from './renderTransaction.ts'
import { toIso, toIsoOrNull } from './toIso.ts'

export function renderPlan(world: World, plan: PlanRecord): Wire {
  const own = world.shelves.subscription.filter((each) => each.plan === plan.id)
  return {
    ...renderPlanPart(plan),
    subscriptions: [],
    pages: [],
    domain: 'test',
    invoice_limit: plan.invoiceLimit,
    send_invoices: true,
    send_sms: true,
    hosted_page: false,
    hosted_page_url: null,
    hosted_page_summary: null,
    migrate: false,
    is_deleted: false,
    is_archived: plan.isArchived,
    integration: world.integration,
    createdAt: toIso(plan.createdAt),
    updatedAt: toIso(plan.updatedAt),
    total_subscriptions: own.length,
    active_subscriptions: own.filter(({ status }) => status === 'active').length,
    total_subscriptions_revenue: own.reduce((sum, { amount, paymentsCount }) => sum + amount * paymentsCount, 0),
  }
}

/** A subscription as it is listed: with its newest invoice alone. */
export function renderListedSubscription(world: World, subscription: SubscriptionRecord): Wire {
  return {
    ...renderSubscription(world, subscription, 1),
    start: Math.floor(subscription.startsAt / 1000),
    quantity: subscription.quantity,
    customer: renderPayer(world, subscription.customer, ''),
    plan: renderOwnPlan(world, get(world, 'plan', subscription.plan)),
  }
}

/** A plan inside a listed subscription says whose it is and of when. */
function renderOwnPlan(world: World, plan: PlanRecord): Wire {
  const { createdAt, updatedAt } = plan
  return {
    ...renderPlanPart(plan),
    domain: 'test',
    integration: world.integration,
    createdAt: toIso(createdAt),
    updatedAt: toIso(updatedAt),
  }
}

/** A subscription as it is fetched: with all of its invoices, and without its start and its quantity. */
export function renderFetchedSubscription(world: World, subscription: SubscriptionRecord): Wire {
  const all = listInvoicesOf(world, subscription)
  return {
    ...renderSubscription(world, subscription, true),
    cancelledAt: toIsoOrNull(subscription.cancelledAt),
    customer: renderPayer(world, subscription.customer),
    invoices: [],
    invoices_history: all.map((invoice) => renderInvoice(world, invoice)).reverse(),
  }
}

function listInvoicesOf(world: World, { id }: SubscriptionRecord): InvoiceRecord[] {
  return world.shelves.invoice.filter(({ subscription }) => subscription === id)
}

function renderSubscription(world: World, subscription: SubscriptionRecord, yes: true | 1): Wire {
  const newest = listInvoicesOf(world, subscription).at(-1)
  const authorization = world.authorizations.find(({ code }) => code === subscription.authorization)
  const plan = get(world, 'plan', subscription.plan)
  return {
    id: subscription.id,
    domain: 'test',
    status: subscription.status,
    subscription_code: subscription.code,
    email_token: subscription.emailToken,
    amount: subscription.amount,
    cron_expression: toCron(plan, subscription.nextPaymentAt ?? subscription.startsAt),
    next_payment_date: toIsoOrNull(subscription.nextPaymentAt),
    open_invoice: null,
    createdAt: toIso(subscription.createdAt),
    integration: world.integration,
    plan: renderPlanPart(plan),
    authorization: authorization ? renderAuthorization(authorization, yes) : {},
    invoice_limit: subscription.invoiceLimit,
    split_code: null,
    payments_count: subscription.paymentsCount,
    most_recent_invoice: newest ? renderInvoice(world, newest) : null,
    metadata: null,
  }
}

/** Its period names its own last second. */
function renderInvoice(world: World, invoice: InvoiceRecord): Wire {
  const subscription = get(world, 'subscription', invoice.subscription)
  return {
    subscription: invoice.subscription,
    integration: world.integration,
    domain: 'test',
    invoice_code: invoice.code,
    customer: subscription.customer,
    transaction: invoice.transaction,
    amount: invoice.amount,
    period_start: toIso(invoice.periodStart),
    period_end: toIso(invoice.periodEnd - 1000),
    status: invoice.status,
    paid: invoice.status === 'success' ? 1 : 0,
    retries: invoice.retries,
    authorization: {},
    paid_at: toIsoOrNull(invoice.paidAt),
    next_notification: toIso(invoice.periodStart - 3 * 86_400_000),
    notification_flag: null,
    description: null,
    id: invoice.id,
    created_at: toIso(invoice.createdAt),
    updated_at: toIso(invoice.updatedAt),
  }
}

function toCron({ interval }: PlanRecord, at: number): string {
  const date = new Date(at)
  const days: Record<string, string> = { daily: '* * *', weekly: `* * ${date.getUTCDay()}`, hourly: '* * *' }
  return `0 ${interval === 'hourly' ? '*' : date.getUTCHours()} ${days[interval] ?? `${date.getUTCDate()} * *`}`
}

/** A refund as it is listed and fetched; where it is made, its transaction comes as an object. */
export function renderRefund(world: World, refund: RefundRecord): Wire {
  const transaction = get(world, 'transaction', refund.transaction)
  return {
    integration: world.integration,
    transaction: transaction.id,
    dispute: null,
    settlement: null,
    id: refund.id,
    domain: 'test',
    currency: transaction.currency,
    amount: refund.amount,
    status: refund.status,
    refunded_at: toIsoOrNull(refund.refundedAt),
    refunded_by: 'owner@business.example',
    customer_note: refund.customerNote,
    merchant_note: refund.merchantNote,
    deducted_amount: refund.amount,
    fully_deducted: 1,
    createdAt: toIso(refund.createdAt),
    bank_reference: null,
    transaction_reference: transaction.reference,
    reason: refund.merchantNote ?? '',
    customer: renderPayer(world, transaction.customer, ''),
    refund_type: refund.amount === transaction.amount ? 'full' : 'partial',
    transaction_amount: transaction.amount,
    initiated_by: 'owner@business.example',
    refund_channel: 'migs',
    session_id: null,
    collect_account_number: refund.status === 'needs-attention',
  }
}

export function renderDispute(world: World, dispute: DisputeRecord): Wire {
  const transaction = get(world, 'transaction', dispute.transaction)
  return {
    id: dispute.id,
    refund_amount: dispute.amount,
    currency: transaction.currency,
    status: dispute.status,
    resolution: dispute.resolution,
    domain: 'test',
    transaction: { ...renderListed(world, transaction), customer: null },
    transaction_reference: null,
    category: dispute.category,
    customer: renderPayer(world, transaction.customer, ''),
    bin: '408408',
    last4: '4081',
    dueAt: toIso(dispute.dueAt),
    resolvedAt: toIsoOrNull(dispute.resolvedAt),
    evidence: null,
    attachments: null,
    note: null,
    history: [{ status: dispute.status, by: 'business@example.org', createdAt: toIso(dispute.updatedAt) }],
    messages: [{ sender: 'bank', body: 'The payer says that nothing was bought.', createdAt: toIso(dispute.createdAt) }],
    createdAt: toIso(dispute.createdAt),
    updatedAt: toIso(dispute.updatedAt),
  }
}

/** What is answered to a refund that is made. */
export function renderMadeRefund(world: World, refund: RefundRecord): Wire {
  const transaction = get(world, 'transaction', refund.transaction)
  const { transaction_reference: _reference, customer: _customer, ...rest } = renderRefund(world, refund)
  const expectedAt = toIso(refund.createdAt + world.settings.refundProcessedMs)
  const times = { expected_at: expectedAt, updatedAt: toIso(refund.updatedAt) }
  return { ...rest, transaction: renderVerified(world, transaction), channel: null, fully_deducted: true, ...times }
}
