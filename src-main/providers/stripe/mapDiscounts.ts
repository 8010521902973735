import type { Discount } from '../../domain/billing/billedObject.ts'
import { isRecord, readCurrency, readInstant, readPart, readWhole, type Wire } from './readWire.ts'
import { UnreadableAnswer } from './toProviderError.ts'

/** Of a million, for one per cent. */
const PER_CENT = 10_000

/** Reads the discounts that are sent with an object. One that is only named takes nothing off that we know of. */
export function mapDiscounts(object: Wire): Discount[] {
  const listed = object['discounts']
  const discounts = Array.isArray(listed) ? listed : []
  // Before 2025 an object had one, under another name.
  const only = readPart(object, 'discount')
  return [...discounts, ...(only ? [only] : [])].filter(isRecord).flatMap((discount) => {
    const coupon = readPart(readPart(discount, 'source') ?? {}, 'coupon') ?? readPart(discount, 'coupon')
    if (!coupon) return []
    return [
      {
        perMillion: readPerMillion(coupon),
        amount: readWhole(coupon, 'amount_off'),
        currency: readCurrency(coupon),
        isOnce: coupon['duration'] === 'once',
        startsAt: readInstant(discount, 'start'),
        endsAt: readInstant(discount, 'end'),
      },
    ]
  })
}

function readPerMillion({ percent_off: percent }: Wire): number | null {
  if (percent === null || percent === undefined) return null
  if (typeof percent !== 'number' || !(percent >= 0 && percent <= 100)) throw new UnreadableAnswer('its coupon takes off no percentage')
  return Math.round(percent * PER_CENT)
}
