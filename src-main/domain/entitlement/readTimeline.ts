import type { Instant } from '../../../src-shared/model/instant.ts'
import { findHolding, type Holding, type ProductBilling } from './findHolding.ts'
import { listTurns } from './listTurns.ts'

/** What a company held of a product from its first fact up to an instant: each holds until the next. */
export interface Timeline {
  product: ProductBilling
  at: Instant
  holdings: readonly [Holding, ...Holding[]]
  /** How it is now: the last of them, as of the instant asked for. */
  now: Holding
  /** The next instant at which the clock alone, or what is known to come, may change it. */
  nextTurn: Instant | null
}

export function readTimeline(product: ProductBilling, at: Instant): Timeline {
  const turns = listTurns(product)
  const now = findHolding(product, at)
  let known: Timeline['holdings'] | null = null
  return {
    product,
    at,
    now,
    nextTurn: findNext([...turns, ...product.billing.facts.recorded.map((fact) => fact.at)], at),
    // Most answers are about now: the past is lived through when it is first looked at.
    get holdings() {
      known ??= listHoldings(product, turns, now)
      return known
    },
  }
}

function findNext(instants: readonly Instant[], after: Instant): Instant | null {
  let next: Instant | null = null
  for (const instant of instants) if (instant > after && (next === null || instant < next)) next = instant
  return next
}

function listHoldings(product: ProductBilling, turns: readonly Instant[], now: Holding): Timeline['holdings'] {
  const [first = now, ...more] = [...turns.filter((turn) => turn < now.at).map((turn) => findHolding(product, turn)), now]
  return [first, ...more]
}

/** Since when the company has been on a free plan, or on nothing, after it held something; null while it holds, or never did. */
export function findFall({ holdings }: Timeline): Instant | null {
  let fell: Instant | null = null
  let heldAt: Instant | null = null
  for (const { at, claim, planByHand } of holdings) {
    if ((claim !== null && claim.fellAt === null) || planByHand) {
      heldAt = at
      fell = null
    } else if (heldAt !== null && fell === null) {
      // What was granted by hand may end long after what was bought.
      const fellAt = claim?.fellAt ?? null
      fell = fellAt !== null && fellAt > heldAt ? fellAt : at
    }
  }
  return fell
}
