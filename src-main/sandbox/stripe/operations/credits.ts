import { addTransaction, endGrant, isFor, isSpendable } from '../billing/credits.ts'
import { isMetered } from '../billing/subscriptionLines.ts'
import { renderGrant } from '../wire/renderCredits.ts'
import { change, get, put, schedule, type World } from '../world/createWorld.ts'
import type { CreditGrantRecord } from '../world/creditRecords.ts'
import { listOf, mergePairs, must, oneOf, type ParamsOf, pairs, part, said, text, whole } from '../world/params.ts'
import { refuse } from '../world/refusal.ts'
import { type Operation, read, write } from './operation.ts'
import { list, retrieve } from './shelfOperations.ts'

const SCOPE = { price_type: oneOf('metered'), prices: listOf(part({ id: text })) }

const PATH = '/v1/billing/credit_grants'

export const CREDITS: Readonly<Record<string, Operation>> = {
  'creditGrants.list': list('billing.credit_grant', PATH, {}),
  'creditGrants.retrieve': retrieve('billing.credit_grant', PATH),
  'creditGrants.create': write(
    `POST ${PATH}`,
    {
      customer: text,
      amount: part({ type: oneOf('monetary'), monetary: part({ currency: text, value: whole }) }),
      applicability_config: part({ scope: part(SCOPE) }),
      category: oneOf('paid', 'promotional'),
      effective_at: whole,
      expires_at: whole,
      metadata: pairs,
      name: text,
      priority: whole,
    },
    (world, params) => {
      const customer = get(world, 'customer', must(params.customer, 'customer'), 'customer')
      const value = must(params.amount?.monetary?.value, 'amount[monetary][value]')
      const currency = must(params.amount?.monetary?.currency, 'amount[monetary][currency]').toLowerCase()
      if (value < 1) throw refuse('This value must be greater than or equal to 1.', 'amount[monetary][value]', 'parameter_invalid_integer')
      const { expires_at = null, effective_at } = params
      if (expires_at !== null && expires_at <= Math.max(world.now, effective_at ?? 0))
        throw refuse('A credit grant must expire in the future, and after it takes effect.', 'expires_at')
      const grant: CreditGrantRecord = {
        id: world.ids.next('credgr_'),
        created: world.now,
        updated: world.now,
        customer: customer.id,
        name: params.name ?? null,
        category: params.category ?? 'paid',
        priority: params.priority ?? 50,
        effective_at: effective_at ?? world.now,
        expires_at,
        voided_at: null,
        metadata: mergePairs({}, params.metadata),
        amount: { monetary: { currency, value }, type: 'monetary' },
        applicability_config: { scope: readScope(world, must(params.applicability_config?.scope, 'applicability_config[scope]')) },
        own: { left: 0 },
      }
      put(world, 'billing.credit_grant', grant, 'billing.credit_grant.created')
      addTransaction(world, grant, { reason: 'credits_granted', amount: value })
      if (expires_at !== null) schedule(world, expires_at, 'expire', grant.id)
      return renderGrant(grant)
    },
  ),
  'creditGrants.update': write(`POST ${PATH}/:id`, { expires_at: whole, metadata: pairs }, (world, params, id) => {
    const grant = get(world, 'billing.credit_grant', id)
    const { expires_at, metadata } = params
    if (expires_at !== undefined) mustRun(world, grant)
    if (expires_at != null && expires_at <= world.now) throw refuse('A credit grant must expire in the future.', 'expires_at')
    changeGrant(world, grant, said({ expires_at, metadata: metadata === undefined ? undefined : mergePairs(grant.metadata, metadata) }))
    if (expires_at != null) schedule(world, expires_at, 'expire', id)
    return renderGrant(grant)
  }),
  'creditGrants.expire': write(`POST ${PATH}/:id/expire`, {}, (world, _params, id) => {
    const grant = get(world, 'billing.credit_grant', id)
    mustRun(world, grant)
    endGrant(world, grant, 'credits_expired')
    changeGrant(world, grant, { expires_at: world.now })
    return renderGrant(grant)
  }),
  'creditGrants.void': write(`POST ${PATH}/:id/void`, {}, (world, _params, id) => {
    const grant = get(world, 'billing.credit_grant', id)
    mustRun(world, grant)
    endGrant(world, grant, 'credits_voided')
    changeGrant(world, grant, { voided_at: world.now })
    return renderGrant(grant)
  }),
  'creditTransactions.list': list(
    'billing.credit_balance_transaction',
    '/v1/billing/credit_balance_transactions',
    { credit_grant: text },
    (transaction, { credit_grant }) => !credit_grant || transaction.credit_grant === credit_grant,
  ),
  'creditTransactions.retrieve': retrieve('billing.credit_balance_transaction', '/v1/billing/credit_balance_transactions'),
  'creditBalance.retrieve': read(
    'GET /v1/billing/credit_balance_summary',
    {
      customer: text,
      filter: part({ type: oneOf('applicability_scope', 'credit_grant'), credit_grant: text, applicability_scope: part(SCOPE) }),
    },
    (world, params) => {
      const customer = get(world, 'customer', must(params.customer, 'customer'), 'customer')
      const grants = world.shelves['billing.credit_grant'].of(customer.id).filter(toFilter(world, must(params.filter, 'filter')))
      const currencies = [...new Set(grants.map(({ amount }) => amount.monetary.currency))]
      return {
        object: 'billing.credit_balance_summary',
        balances: currencies.map((currency) => toBalance(world, grants, currency)),
        customer: customer.id,
        customer_account: null,
        livemode: false,
      }
    },
  ),
}

function readScope(world: World, { price_type, prices }: ParamsOf<typeof SCOPE>): CreditGrantRecord['applicability_config']['scope'] {
  if (price_type && prices) throw refuse('You may only specify one of these parameters: price_type, prices.', 'applicability_config[scope]')
  if (price_type) return { price_type }
  const name = 'applicability_config[scope][prices]'
  return {
    prices: must(prices, name).map(({ id }) => {
      const price = get(world, 'price', must(id, name), name)
      if (!isMetered(price)) throw refuse('Billing credits apply to metered prices alone.', name)
      return { id: price.id }
    }),
  }
}

function mustRun(world: World, { voided_at, expires_at }: CreditGrantRecord): void {
  if (voided_at !== null || (expires_at !== null && expires_at <= world.now))
    throw refuse('This credit grant is voided or has expired, and cannot be changed in this way.')
}

function changeGrant(world: World, grant: CreditGrantRecord, to: Partial<CreditGrantRecord>): void {
  change(world, 'billing.credit_grant', grant, { ...to, updated: world.now }, 'billing.credit_grant.updated')
}

function toFilter(
  world: World,
  filter: { credit_grant?: string | null | undefined; applicability_scope?: ParamsOf<typeof SCOPE> | null | undefined },
): (grant: CreditGrantRecord) => boolean {
  const { credit_grant, applicability_scope: scope } = filter
  if (credit_grant) {
    const { id } = get(world, 'billing.credit_grant', credit_grant, 'filter[credit_grant]')
    return (grant) => grant.id === id
  }
  const prices = must(scope, 'filter[applicability_scope]').prices
  if (prices) return (grant) => prices.every(({ id }) => isFor(grant, id ?? ''))
  return (grant) => 'price_type' in grant.applicability_config.scope
}

/** What is there, and what of it can be spent today. */
function toBalance(world: World, grants: readonly CreditGrantRecord[], currency: string) {
  const of = grants.filter(({ amount }) => amount.monetary.currency === currency)
  const sum = (some: readonly CreditGrantRecord[]) => ({
    monetary: { currency, value: some.reduce((total, { own }) => total + own.left, 0) },
    type: 'monetary',
  })
  return { available_balance: sum(of.filter((grant) => isSpendable(grant, world.now))), ledger_balance: sum(of) }
}
