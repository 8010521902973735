import type { NewsAnswer, NewsItem } from '../../src-shared/contract/news.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import { WARN_PERCENT } from '../domain/usage/toLevel.ts'
import { compareText } from '../domain/usage/usageRecord.ts'
import { listSettledPayments, type SettledPayment } from '../store/reads/listSettledPayments.ts'
import { listToldNear } from '../store/reads/listToldNear.ts'
import type { AnswerParts } from './answers/answers.ts'
import { type CompanyAlert, readAlerts } from './readAlerts.ts'

/** Of each kind of payments; nobody reads more. */
const MOST_PAYMENTS = 200
/** Whose crossings are derived: who was told of last crossed last. */
const MOST_NEAR = 50

/**
 * What staff must know of what happened after an instant: by the facts, so that nothing is lost while nobody asked.
 *
 * What happened before and was learned after is no news of this kind: the lists show it.
 */
export function listNews({ db, now }: AnswerParts, { since }: { since: Instant | null }): NewsAnswer {
  if (since === null) return { asOf: now, items: [], isCut: false }
  const received = listSettledPayments(db, { status: 'succeeded', since, most: MOST_PAYMENTS + 1 })
  const failed = listSettledPayments(db, { status: 'failed', since, most: MOST_PAYMENTS + 1 })
  const near = listToldNear(db, { share: WARN_PERCENT / 100, from: since, of: null, most: MOST_NEAR + 1 })
  const items: NewsItem[] = [
    ...received.slice(0, MOST_PAYMENTS).map((payment) => ({
      kind: 'payment-received' as const,
      ...toPayment(payment, 'received'),
      until: payment.until,
    })),
    ...failed.slice(0, MOST_PAYMENTS).map((payment) => ({
      kind: 'payment-failed' as const,
      ...toPayment(payment, 'failed'),
      reason: payment.reason,
    })),
    ...near.slice(0, MOST_NEAR).flatMap((each) => toReached(readAlerts(db, each, now), since)),
  ]
  return {
    asOf: now,
    items: items.sort((a, b) => b.at - a.at || compareText(a.key, b.key)),
    isCut: received.length > MOST_PAYMENTS || failed.length > MOST_PAYMENTS || near.length > MOST_NEAR,
  }
}

/** A payment that failed twice is told twice: its key says when. */
function toPayment({ account, ref, reason: _, until: __, ...payment }: SettledPayment, outcome: string) {
  return { ...payment, key: `${outcome}:${payment.provider}:${account}:${ref}:${payment.at}` }
}

/** One record can leap over several thresholds: the highest alone is told. */
function toReached(alerts: readonly CompanyAlert[], since: Instant): NewsItem[] {
  const last = alerts.findLast(({ at, percent }) => at > since && percent >= WARN_PERCENT)
  if (!last || last.limit === 'unlimited') return []
  const { at, company, name, product, metric, percent, used, limit } = last
  return [{ kind: 'limit-reached', key: `${company}:${product}:${last.key}`, at, company, name, product, metric, percent, used, limit }]
}
