import type { OrderOf } from '../../../domain/actions/order.ts'
import type { Form } from '../createStripeClient.ts'
import { getItems, getWhole, readId, readItems, readPart, readText, readWhole, type Wire } from '../readWire.ts'
import { UnreadableAnswer } from '../toProviderError.ts'
import { toMarkMetadata } from './actionMark.ts'

interface Parts {
  order: OrderOf<'subscription.change'>
  action: string
  subscription: Wire
  schedule: Wire
  price: Wire
}

/**
 * The running period as it is, and one more with the new price, after which the subscription goes on by itself.
 *
 * Phases are said whole: what is left out of them is lost. Null where the item is not there. Throws an `UnreadableAnswer`.
 */
export function toPhases({ order, action, subscription, schedule, price }: Parts): Form | null {
  const running = getItems(schedule, 'phases')[0]
  const item = getItems(subscription, 'items').find((each) => readText(each, 'id') === order.item)
  const old = item && readId(item, 'price')
  if (!running || !old) return null
  const items = getItems(running, 'items')
  if (!items.some((each) => readId(each, 'price') === old)) return null
  const terms = toTerms(running)
  const metadata = toMetadata(running)
  return {
    end_behavior: 'release',
    proration_behavior: 'none',
    phases: [
      {
        ...terms,
        items: items.map(toItem),
        start_date: getWhole(running, 'start_date'),
        end_date: getWhole(running, 'end_date'),
        ...toTrial(running),
        proration_behavior: 'none',
        ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
      },
      {
        ...terms,
        items: items.map((each) => (readId(each, 'price') === old ? toChanged(each, order) : toItem(each))),
        duration: toDuration(price),
        proration_behavior: 'none',
        // It becomes the subscription's when the phase begins: so the change is still known by it when the schedule has gone.
        metadata: { ...metadata, ...toMarkMetadata(action) },
      },
    ],
  }
}

function toItem(item: Wire): Form {
  const quantity = readWhole(item, 'quantity')
  const discounts = readItems(item, 'discounts').map(toDiscount)
  const taxes = toIds(item, 'tax_rates')
  const metadata = toMetadata(item)
  return {
    price: readId(item, 'price'),
    ...(quantity === null ? {} : { quantity }),
    ...(discounts.length > 0 ? { discounts } : {}),
    ...(taxes.length > 0 ? { tax_rates: taxes } : {}),
    ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
  }
}

function toChanged(item: Wire, { price, quantity }: OrderOf<'subscription.change'>): Form {
  const { quantity: _, ...rest } = toItem(item)
  return { ...rest, price, ...(quantity === null ? {} : { quantity }) }
}

/** What holds for a phase beside what it sells. */
function toTerms(phase: Wire): Form {
  const discounts = readItems(phase, 'discounts').map(toDiscount)
  const taxes = toIds(phase, 'default_tax_rates')
  const method = readText(phase, 'collection_method')
  const days = readWhole(readPart(phase, 'invoice_settings') ?? {}, 'days_until_due')
  const card = readId(phase, 'default_payment_method')
  const description = readText(phase, 'description')
  return {
    ...(discounts.length > 0 ? { discounts } : {}),
    ...(taxes.length > 0 ? { default_tax_rates: taxes } : {}),
    ...(method === null ? {} : { collection_method: method }),
    ...(days === null ? {} : { invoice_settings: { days_until_due: days } }),
    ...(card === null ? {} : { default_payment_method: card }),
    ...(description === null ? {} : { description }),
    ...(readPart(phase, 'automatic_tax')?.['enabled'] === true ? { automatic_tax: { enabled: true } } : {}),
  }
}

function toTrial(phase: Wire): Form {
  const end = readWhole(phase, 'trial_end')
  return end === null ? {} : { trial_end: end }
}

/** One that runs goes on; a coupon or a code that waits for its phase waits on. */
function toDiscount(discount: Wire): Form {
  for (const name of ['discount', 'promotion_code', 'coupon']) {
    const ref = readId(discount, name)
    if (ref !== null) return { [name]: ref }
  }
  throw new UnreadableAnswer('one of its discounts is of nothing')
}

function toDuration(price: Wire): Form {
  const recurring = readPart(price, 'recurring')
  const interval = recurring && readText(recurring, 'interval')
  if (!interval) throw new UnreadableAnswer('its price does not come again')
  return { interval, interval_count: readWhole(recurring, 'interval_count') ?? 1 }
}

function toIds(object: Wire, name: string): string[] {
  const list = object[name]
  return (Array.isArray(list) ? list : []).flatMap((each: unknown) => readId({ each }, 'each') ?? [])
}

function toMetadata(object: Wire): Record<string, string> {
  const entries = Object.entries(readPart(object, 'metadata') ?? {})
  return Object.fromEntries(entries.flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])))
}
