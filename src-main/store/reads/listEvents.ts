import { and, desc, eq, lte, type SQL, sql } from 'drizzle-orm'
import type { EventItem, EventOutcome } from '../../../src-shared/contract/events.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import type { ReadDb } from '../readDb.ts'
import { providerEvent } from '../schema/mirror.ts'
import { providerAccount } from '../schema/sync.ts'

export interface EventFilter {
  provider: ProviderName | null
  type: string | null
  companyId: number | null
  outcome: EventOutcome | null
  at: Instant | null
}

/** The place of an event in the order newest first. */
export interface EventPosition {
  at: number
  ref: string
  account: number
}

/** Newest first. `next` is null at the end. */
export function listEvents(
  { drizzle }: ReadDb,
  filter: EventFilter,
  limit: number,
  after: EventPosition | null,
): { items: EventItem[]; next: EventPosition | null } {
  const place = sql`(${providerEvent.at}, ${providerEvent.ref}, ${providerEvent.accountId})`
  const rows = drizzle
    .select({ event: providerEvent, provider: providerAccount.provider })
    .from(providerEvent)
    .innerJoin(providerAccount, eq(providerAccount.id, providerEvent.accountId))
    .where(and(fits(filter), after ? sql`${place} < (${after.at}, ${after.ref}, ${after.account})` : undefined))
    .orderBy(desc(providerEvent.at), desc(providerEvent.ref), desc(providerEvent.accountId))
    .limit(limit + 1)
    .all()
  const last = rows.length > limit ? rows[limit - 1]?.event : undefined
  return {
    items: rows.slice(0, limit).map(({ event: { ref, type, object, at, seenAt, outcome, reason, rules }, provider }) => ({
      provider,
      ref,
      type,
      object,
      at,
      seenAt,
      outcome,
      reason,
      rules,
    })),
    next: last ? { at: last.at, ref: last.ref, account: last.accountId } : null,
  }
}

function fits({ provider, type, companyId, outcome, at }: EventFilter): SQL | undefined {
  return and(
    provider === null ? undefined : eq(providerAccount.provider, provider),
    type === null ? undefined : eq(providerEvent.type, type),
    companyId === null ? undefined : isAbout(companyId),
    outcome === null ? undefined : eq(providerEvent.outcome, outcome),
    at === null ? undefined : lte(providerEvent.at, at),
  )
}

/** Its provider customers, what hangs on those, and what hangs on that: an invoice on a subscription, a refund on a payment. */
function isAbout(companyId: number): SQL {
  return sql`(${providerEvent.accountId}, ${providerEvent.object}) in (
    with own (account_id, ref) as (
      select account_id, ref from company_link where company_id = ${companyId}
      union select billed.account_id, billed.ref from billed_object billed
        join company_link link on link.account_id = billed.account_id and link.ref = billed.customer
        where link.company_id = ${companyId}
    )
    select account_id, ref from own
    union select part.account_id, part.ref from billed_object part join own on own.account_id = part.account_id and own.ref = part.part_of
  )`
}
