import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { DAY_MS } from '../calendar/dayMs.ts'
import type { PackBought } from '../hours/hoursFacts.ts'
import { findFullReturn } from '../quota/listPayments.ts'
import type { Billing } from './billing.ts'
import { listFromInForce } from './matchPrice.ts'
import { readPurchase } from './readPurchase.ts'

/** The packs of hours that a company bought or was given. The ref is the purchase's, or the one that staff gave. */
export function listPacks(billing: Billing, product: string): PackBought[] {
  const bought = billing.purchases.flatMap((purchase): PackBought[] => {
    if (purchase.outcome !== 'succeeded') return []
    const reading = readPurchase(billing, purchase)
    if (reading.kind === 'unmatched') return []
    const packs = reading.offers.filter(({ offer }) => offer.kind === 'pack' && offer.product === product)
    return packs.flatMap(({ offer, line }, index) => {
      const pack = findPack(billing, product, offer.id, purchase.at)
      if (!pack) return []
      const payment = { key: purchase.key, plan: offer.id, interval: 'once' as const, amount: purchase.charged, at: purchase.at }
      const { full } = findFullReturn({ ...payment, outcome: 'succeeded', fact: purchase.fact }, purchase.takenBack, END_OF_TIME)
      return [
        {
          // The first pack of a purchase has its ref; others of the same one are told apart by their line.
          ref: index === 0 ? purchase.ref : `${purchase.ref} ${line?.ref ?? index}`,
          minutes: pack.minutes,
          boughtAt: purchase.at,
          expiresAt: toInstant(purchase.at + pack.validDays * DAY_MS),
          refundedAt: full?.at ?? null,
        },
      ]
    })
  })
  const given = billing.facts.recorded.flatMap((fact): PackBought[] =>
    fact.kind === 'pack' && fact.product === product
      ? [{ ref: fact.key, minutes: fact.content.minutes, boughtAt: fact.at, expiresAt: fact.content.expiresAt, refundedAt: null }]
      : [],
  )
  return [...bought, ...given]
}

const END_OF_TIME = 8_640_000_000_000_000 as Instant

/** As it was on sale when it was bought. */
function findPack({ catalogs }: Billing, product: string, id: string, at: Instant) {
  const history = catalogs.get(product)
  if (!history) return null
  for (const { packs } of listFromInForce(history, at)) if (Object.hasOwn(packs, id)) return packs[id] ?? null
  return null
}
