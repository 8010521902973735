import { DAY } from '../billing/cycle.ts'
import { isCodeActive, mustBeRedeemable } from '../billing/promotionCodes.ts'
import { completeSession, enterCode, expireSession, openSession } from '../payments/checkout.ts'
import { renderSession, renderSessionLine } from '../wire/renderSession.ts'
import type { WantedDiscount } from '../world/catalogRecords.ts'
import { get, type World } from '../world/createWorld.ts'
import { anything, flag, listOf, mergePairs, must, oneOf, pairs, part, text, whole } from '../world/params.ts'
import type { SessionRecord } from '../world/paymentRecords.ts'
import { refuse } from '../world/refusal.ts'
import { addPrice, PRICE_DATA } from './addPrice.ts'
import { addMethod, CUSTOMERS, toBehaviour } from './customers.ts'
import { happen, type Operation, read, write } from './operation.ts'
import { PAGING, toPage } from './page.ts'
import { DISCOUNTS, readDiscounts } from './readDiscounts.ts'
import { amountOfItems } from './readItems.ts'
import { list, retrieve } from './shelfOperations.ts'

const STATUS = oneOf('open', 'complete', 'expired')

const SHAPE = {
  mode: oneOf('payment', 'subscription', 'setup'),
  line_items: listOf(part({ price: text, price_data: PRICE_DATA, quantity: whole, adjustable_quantity: anything, metadata: pairs })),
  success_url: text,
  cancel_url: text,
  return_url: text,
  ui_mode: text,
  customer: text,
  customer_email: text,
  customer_creation: text,
  client_reference_id: text,
  currency: text,
  discounts: DISCOUNTS,
  allow_promotion_codes: flag,
  expires_at: whole,
  metadata: pairs,
  locale: text,
  payment_method_types: listOf(text),
  allowed_payment_method_types: listOf(text),
  billing_address_collection: text,
  subscription_data: part({ trial_period_days: whole, metadata: pairs, description: text, billing_mode: anything }),
  payment_intent_data: part({ metadata: pairs, description: text, setup_future_usage: text, receipt_email: text }),
  setup_intent_data: part({ metadata: pairs, description: text }),
  invoice_creation: anything,
}

export const SESSIONS: Readonly<Record<string, Operation>> = {
  'sessions.list': list(
    'checkout.session',
    '/v1/checkout/sessions',
    { status: STATUS, subscription: text, payment_intent: text, payment_link: text },
    (session, { status, subscription, payment_intent }) =>
      (!status || session.status === status) &&
      (!subscription || session.subscription === subscription) &&
      (!payment_intent || session.payment_intent === payment_intent),
  ),
  'sessions.retrieve': retrieve('checkout.session', '/v1/checkout/sessions'),
  'sessions.listLineItems': read('GET /v1/checkout/sessions/:id/line_items', PAGING, (world, params, id) => {
    const { own, currency } = get(world, 'checkout.session', id)
    const all = own.lines.map((line) => ({ ...line, created: 0 })).reverse()
    return toPage(all, params, `/v1/checkout/sessions/${id}/line_items`, { render: (line) => renderSessionLine(world, currency, line) })
  }),
  'sessions.create': write('POST /v1/checkout/sessions', SHAPE, (world, params) => {
    const mode = must(params.mode, 'mode')
    const given = params.line_items ?? []
    if (given.length === 0 && mode !== 'setup') throw refuse('You must provide line_items.', 'line_items', 'parameter_missing')
    const expires_at = params.expires_at ?? world.now + DAY
    if (params.allow_promotion_codes && params.discounts)
      throw refuse('You may only specify one of these parameters: allow_promotion_codes, discounts.', 'allow_promotion_codes')
    if (expires_at < world.now + 1800 || expires_at > world.now + DAY)
      throw refuse('The `expires_at` timestamp must be between 30 minutes and 24 hours from now.', 'expires_at')
    const lines = given.map((line, index) => {
      const price = line.price_data
        ? addPrice(world, line.price_data)
        : get(world, 'price', must(line.price, `line_items[${index}][price]`), `line_items[${index}][price]`)
      if (mode === 'payment' && price.recurring)
        throw refuse(
          'You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.',
        )
      return { price, quantity: line.quantity ?? 1 }
    })
    if (mode === 'subscription' && !lines.some(({ price }) => price.recurring))
      throw refuse('You must provide at least one recurring price in `subscription` mode.')
    const customer = params.customer ? get(world, 'customer', params.customer, 'customer') : null
    const session = openSession(world, {
      mode,
      customer: customer?.id ?? null,
      customer_email: params.customer_email ?? null,
      client_reference_id: params.client_reference_id ?? null,
      expires_at,
      success_url: params.success_url ?? null,
      cancel_url: params.cancel_url ?? null,
      allow_promotion_codes: params.allow_promotion_codes ?? null,
      metadata: mergePairs({}, params.metadata),
      lines,
      discounts: readDiscounts(world, params.discounts ?? [], {
        customer,
        amount: amountOfItems(
          world,
          lines.map(({ price, quantity }) => ({ price: price.id, quantity })),
        ),
        currency: lines[0]?.price.currency ?? 'usd',
      }),
      subscriptionTerms: {
        trialDays: params.subscription_data?.trial_period_days ?? null,
        metadata: mergePairs({}, params.subscription_data?.metadata),
        description: params.subscription_data?.description ?? null,
      },
      paymentTerms: {
        metadata: mergePairs({}, params.payment_intent_data?.metadata),
        description: params.payment_intent_data?.description ?? null,
      },
      setupTerms: {
        metadata: mergePairs({}, params.setup_intent_data?.metadata),
        description: params.setup_intent_data?.description ?? null,
      },
    })
    return renderSession(world, session)
  }),
  'sessions.expire': write('POST /v1/checkout/sessions/:id/expire', {}, (world, _params, id) => {
    const session = get(world, 'checkout.session', id)
    if (session.status !== 'open')
      throw refuse(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`,
      )
    expireSession(world, session)
    return renderSession(world, session)
  }),
  /** Somebody fills the page in and pays: with the card that is told of, or the customer's own. */
  'sessions.complete': happen(
    {
      kind: oneOf('ok', 'declines', 'requires_action', 'delayed'),
      code: text,
      until: whole,
      days: whole,
      fails: flag,
      name: text,
      email: text,
      promotion_code: text,
    },
    (world, params, id) => {
      const session = get(world, 'checkout.session', id)
      const customer = session.customer ?? createCustomer(world, session, params)
      if (params.promotion_code) enterCode(world, session, findTyped(world, session, customer, params.promotion_code))
      const known = world.shelves.customer.find(customer)?.default_payment_method ?? null
      const isNew = params.kind || known === null || session.mode === 'setup'
      // What is only to be kept is the customer's once the bank has agreed.
      const owner = session.mode === 'setup' ? null : customer
      const method = isNew ? addMethod(world, toBehaviour(params.kind ?? 'ok', params), owner).id : known
      completeSession(world, session, customer, method)
      return renderSession(world, session)
    },
  ),
  'portalSessions.create': write(
    'POST /v1/billing_portal/sessions',
    { customer: text, return_url: text, configuration: text, flow_data: anything, locale: text },
    (world, params) => {
      const { id: customer } = get(world, 'customer', must(params.customer, 'customer'), 'customer')
      const id = world.ids.next('bps_')
      return {
        id,
        object: 'billing_portal.session',
        configuration: params.configuration ?? `bpc_1${world.ids.letters('portal', 20)}`,
        created: world.now,
        customer,
        customer_account: null,
        flow: null,
        livemode: false,
        locale: params.locale ?? null,
        on_behalf_of: null,
        return_url: params.return_url ?? null,
        url: `https://billing.stripe.com/p/session/${id}`,
      }
    },
  ),
}

/** The code that a payer typed in, where the page takes one. */
function findTyped(world: World, session: SessionRecord, customer: string, typed: string): WantedDiscount {
  const code = world.shelves.promotion_code.all.find((each) => each.code.toLowerCase() === typed.toLowerCase() && isCodeActive(world, each))
  if (!session.allow_promotion_codes || !code) throw refuse('This code is invalid.', 'promotion_code')
  const of = world.shelves.customer.find(customer)
  mustBeRedeemable(world, code, { customer: of, amount: session.amount_subtotal, currency: session.currency ?? 'usd' })
  return { coupon: code.coupon, promotion_code: code.id, discount: null }
}

function createCustomer(
  world: World,
  session: SessionRecord,
  { name, email }: { name?: string | null | undefined; email?: string | null | undefined },
): string {
  const created = CUSTOMERS['customers.create']?.run(world, { name: name ?? null, email: email ?? session.customer_email }, [])
  return String(created?.['id'])
}
