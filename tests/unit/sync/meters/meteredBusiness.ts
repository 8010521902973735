import type { StripeSandbox } from '../../../../src-main/sandbox/stripe/createStripe.ts'
import { idOf } from '../../sandbox/livelyStripe.ts'
import { type Mirror, type MirrorOptions, openMirror } from '../../sandbox/mirror/openMirror.ts'

/** A company of the business. */
export interface Metered {
  customer: string
  subscription: string
}

export interface Shop {
  meter: string
  /** By plan. */
  prices: Readonly<Record<'starter' | 'professional', string>>
  metered: string
}

/** Threat analytics sold by the month, with calls beyond the plan counted by a meter. */
export function openShop(stripe: StripeSandbox, meter: { event_name?: string; formula?: 'sum' | 'count' | 'last' } = {}): Shop {
  const product = idOf(stripe.act('products.create', { name: 'Threat analytics' }))
  const ref = idOf(
    stripe.act('meters.create', {
      display_name: 'API calls',
      event_name: meter.event_name ?? 'api_calls',
      default_aggregation: { formula: meter.formula ?? 'sum' },
    }),
  )
  const month = { interval: 'month' }
  const plan = (id: string, unit_amount: number) =>
    idOf(
      stripe.act('prices.create', {
        ...{ product, currency: 'usd', unit_amount, recurring: month },
        lookup_key: `threat-analytics.${id}.month`,
      }),
    )
  const metered = idOf(
    stripe.act('prices.create', {
      ...{ product, currency: 'usd', unit_amount_decimal: '0.2' },
      recurring: { ...month, usage_type: 'metered', meter: ref },
    }),
  )
  return { meter: ref, prices: { starter: plan('starter', 2900), professional: plan('professional', 9900) }, metered }
}

export function join(
  stripe: StripeSandbox,
  shop: Shop,
  name: string,
  terms: { plan?: 'starter' | 'professional'; isMetered?: boolean } = {},
): Metered {
  const customer = idOf(stripe.act('customers.create', { name, email: `pay@${name.toLowerCase()}.example` }))
  stripe.act('customers.setCard', { kind: 'ok' }, customer)
  const items = [{ price: shop.prices[terms.plan ?? 'starter'] }, ...(terms.isMetered === false ? [] : [{ price: shop.metered }])]
  return { customer, subscription: idOf(stripe.act('subscriptions.create', { customer, items })) }
}

/** Tells the meter of calls; of some days ago where a time is named. */
export function call(stripe: StripeSandbox, { customer }: Metered, value: number, timestamp?: number, event_name = 'api_calls'): void {
  const payload = { stripe_customer_id: customer, value: String(value) }
  stripe.act('meterEvents.create', { event_name, payload, ...(timestamp === undefined ? {} : { timestamp }) })
}

export interface MeteredMirror extends Mirror {
  shop: Shop
  companies: Metered[]
}

/** A business of so many companies that pay by the meter, mirrored. */
export async function openMetered(
  count = 1,
  options: MirrorOptions & { meter?: Parameters<typeof openShop>[1] } = {},
): Promise<MeteredMirror> {
  let shop: Shop | null = null
  const companies: Metered[] = []
  const mirror = await openMirror({
    products: ['threat-analytics'],
    ...options,
    fill: (stripe) => {
      shop = openShop(stripe, options.meter)
      for (let index = 0; index < count; index++) companies.push(join(stripe, shop, `Company ${index}`))
      options.fill?.(stripe)
    },
  })
  if (shop === null) throw new Error('Broken promise: a business is filled before it is mirrored')
  return Object.assign(mirror, { shop, companies })
}

/** What was asked of meters since the last look, oldest first. */
export function takeAsked({ asked }: Mirror): string[] {
  return asked.splice(0).flatMap(({ path }) => (path.startsWith('/v1/billing/meters') ? [path] : []))
}
