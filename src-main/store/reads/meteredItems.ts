import type { Instant } from '../../../src-shared/model/instant.ts'
import type { SubscriptionContent } from '../../domain/billing/billedObject.ts'
import type { MeteredUse } from '../../domain/companyFacts.ts'
import { isEnded } from '../../domain/usage/isEnded.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'

/** A provider's customer who pays by a meter, and how far its use was read. */
export interface MeteredCustomer {
  companyId: number
  customer: string
  meter: string
  /** Null while a subscription goes on that is paid for by it; else when the last of them ended. */
  endedAt: Instant | null
  /** When the period began that is on, as its subscription says. */
  periodStart: Instant
  last: { readUpTo: Instant; wholeAt: Instant } | null
  /** What part of the limit of the meter's metric is used, where it is near the limit. */
  nearShare: number | null
}

type Row = [
  companyId: number,
  customer: string,
  meter: string,
  content: string,
  price: string,
  readUpTo: Instant | null,
  wholeAt: Instant | null,
  nearShare: number | null,
]

/** From the few prices that are metered to those who have them: what there is beside these is not read. */
const listItems = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select link.company_id, link.ref, price.content ->> '$.meter', subscription.content, price.ref, reading.read_up_to, reading.whole_at,
        (select max(near_share) from company_metric
          where company_id = link.company_id and replace(metric, '_', '-') = replace(meter.event_name, '_', '-'))
      from billed_object price cross join company_price named cross join company_link link cross join customer cross join
        billed_object subscription
      left join meter on meter.account_id = price.account_id and meter.ref = price.content ->> '$.meter'
      left join meter_reading reading on reading.account_id = price.account_id and reading.customer = link.ref
        and reading.meter = price.content ->> '$.meter'
      where price.account_id = :accountId and price.kind = 'price' and price.content ->> '$.meter' is not null
        and named.account_id = price.account_id and named.price = price.ref
        and link.company_id = named.company_id and link.account_id = price.account_id
        and (:customers is null or link.ref in (select value from json_each(:customers)))
        and customer.account_id = link.account_id and customer.ref = link.ref and customer.deleted_at is null
        and subscription.account_id = link.account_id and subscription.customer = link.ref and subscription.kind = 'subscription'
        and subscription.deleted_at is null`,
    )
    .raw(),
)

/** @param customers of whom alone; null for all of the account */
export function listMeteredCustomers(db: ReadDb, accountId: number, customers: readonly string[] | null): MeteredCustomer[] {
  const rows = listItems(db).all({ accountId, customers: customers && JSON.stringify(customers) }) as Row[]
  const found = new Map<string, MeteredCustomer>()
  for (const [companyId, customer, meter, text, price, readUpTo, wholeAt, nearShare] of rows) {
    const content = JSON.parse(text) as SubscriptionContent
    const item = content.items.find((each) => each.price === price)
    if (!item) continue
    const name = `${customer} ${meter}`
    const known = found.get(name)
    const endedAt = isEnded(content) ? (content.endedAt ?? content.startedAt) : null
    const isGoingOn = endedAt === null || known?.endedAt === null
    found.set(name, {
      ...{ companyId, customer, meter, nearShare },
      endedAt: isGoingOn ? null : later(endedAt, known?.endedAt ?? endedAt),
      periodStart: known && known.periodStart < item.periodStart ? known.periodStart : item.periodStart,
      last: readUpTo === null || wholeAt === null ? null : { readUpTo, wholeAt },
    })
  }
  return [...found.values()]
}

function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b
}

const listSpans = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare('select from_at, until_at from metered_use where account_id = ? and customer = ? and meter = ?').raw(),
)

/** The spans in which a customer's use was read. */
export function listReadSpans(db: ReadDb, accountId: number, { customer, meter }: MeteredCustomer): Pick<MeteredUse, 'from' | 'until'>[] {
  const rows = listSpans(db).all(accountId, customer, meter) as [from: Instant, until: Instant][]
  return rows.map(([from, until]) => ({ from, until }))
}

const listKnown = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare('select ref, event_name, name, formula, fetched_at from meter where account_id = ?').raw(),
)

type MeterRow = [ref: string, eventName: string, name: string, formula: 'sum' | 'count' | 'last' | 'other', fetchedAt: Instant]

/** An account's meters by their references, each with when it was fetched. */
export function listKnownMeters(db: ReadDb, accountId: number) {
  return new Map(
    (listKnown(db).all(accountId) as MeterRow[]).map(([ref, eventName, name, formula, fetchedAt]) => [
      ref,
      { ref, eventName, name, formula, fetchedAt },
    ]),
  )
}
