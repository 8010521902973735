import { renderPlan } from '../wire/renderBilling.ts'
import { nextCode, put } from '../world/createWorld.ts'
import { mustAmount, mustText, readText, readWhole } from '../world/params.ts'
import { Refusal } from '../world/refusal.ts'
import { getPlan } from './findNamed.ts'
import { type Operation, read, write } from './operation.ts'
import { readCurrency } from './readCurrency.ts'
import { toPage } from './toPage.ts'

const INTERVALS: readonly string[] = ['hourly', 'daily', 'weekly', 'monthly', 'quarterly', 'biannually', 'annually']

export const PLANS: Readonly<Record<string, Operation>> = {
  // Nothing guards against the same plan twice.
  'plans.create': write('POST /plan', (world, params) => {
    const interval = mustText(params, 'interval')
    if (!INTERVALS.includes(interval))
      throw new Refusal(400, 'invalid_params', 'Interval should be one of daily, weekly, monthly, annually')
    const plan = put(world, 'plan', {
      code: nextCode(world, 'PLN_'),
      name: mustText(params, 'name'),
      amount: mustAmount(params),
      interval,
      currency: readCurrency(params),
      description: readText(params, 'description'),
      invoiceLimit: readWhole(params, 'invoice_limit') ?? 0,
      isArchived: false,
      createdAt: world.now,
      updatedAt: world.now,
    })
    return { status: 201, message: 'Plan created', data: renderPlan(world, plan) }
  }),
  'plans.list': read('GET /plan', (world, params) =>
    toPage(world.shelves.plan, params, { message: 'Plans retrieved', render: (plan) => renderPlan(world, plan) }),
  ),
  'plans.fetch': read('GET /plan/:id', (world, _, id) => {
    const plan = getPlan(world, id)
    const own = world.shelves.subscription.filter((each) => each.plan === plan.id).length
    return {
      message: 'Plan retrieved',
      data: { ...renderPlan(world, plan), pages_count: 0, subscribers_count: own, subscriptions_count: own },
    }
  }),
  // Who has subscribed already pays the new amount too, unless it is said otherwise.
  'plans.update': write('PUT /plan/:id', (world, params, id) => {
    const plan = getPlan(world, id)
    const amount = readWhole(params, 'amount') ?? plan.amount
    Object.assign(plan, { name: readText(params, 'name') ?? plan.name, amount, updatedAt: world.now })
    const isForAll = params['update_existing_subscriptions'] !== false
    if (isForAll) for (const subscription of world.shelves.subscription) if (subscription.plan === plan.id) subscription.amount = amount
    return { message: `Plan updated. ${isForAll ? 1 : 0} subscription(s) affected` }
  }),
}
