import { and, count, desc, eq, gte, lt, lte, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { EventItem, EventOutcome } from '../../../src-shared/contract/events.ts'
import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'
import { billedObject } from '../schema/billing.ts'
import { company, companyLink } from '../schema/companies.ts'
import { providerEvent } from '../schema/mirror.ts'
import { providerAccount } from '../schema/sync.ts'

export interface EventFilter {
  provider: ProviderName | null
  type: string | null
  /** The id of a rule that fired. */
  rule: string | null
  /** How the object's id begins, or the event's own. */
  object: string | null
  companyId: number | null
  outcome: EventOutcome | null
  from: Instant | null
  /** Belongs no more to it. */
  to: Instant | null
  at: Instant | null
}

/** The place of an event in the order newest first. */
export interface EventPosition {
  at: number
  ref: string
  account: number
}

/** No event is later. */
const END_OF_TIME = toInstant(8_640_000_000_000_000)

/** What the object hangs on: of a refund its payment, which has the customer. */
const whole = alias(billedObject, 'whole')

/** Newest first, each with whose object it is about. `next` is null at the end. */
export function listEvents(
  { drizzle }: ReadDb,
  filter: EventFilter,
  limit: number,
  after: EventPosition | null,
): { items: EventItem[]; next: EventPosition | null } {
  const place = sql`(${providerEvent.at}, ${providerEvent.ref}, ${providerEvent.accountId})`
  // What is no billed object is a customer, or nothing that the mirror has.
  const customer = sql`coalesce(${billedObject.customer}, ${whole.customer}, ${providerEvent.object})`
  const rows = drizzle
    .select({
      event: providerEvent,
      provider: providerAccount.provider,
      kind: billedObject.kind,
      link: companyLink.ref,
      company: company.ref,
      companyName: company.name,
    })
    .from(providerEvent)
    .innerJoin(providerAccount, eq(providerAccount.id, providerEvent.accountId))
    .leftJoin(billedObject, and(eq(billedObject.accountId, providerEvent.accountId), eq(billedObject.ref, providerEvent.object)))
    .leftJoin(whole, and(eq(whole.accountId, billedObject.accountId), eq(whole.ref, billedObject.partOf)))
    .leftJoin(companyLink, and(eq(companyLink.accountId, providerEvent.accountId), eq(companyLink.ref, customer)))
    .leftJoin(company, eq(company.id, companyLink.companyId))
    .where(and(fits(filter), after ? sql`${place} < (${after.at}, ${after.ref}, ${after.account})` : undefined))
    .orderBy(desc(providerEvent.at), desc(providerEvent.ref), desc(providerEvent.accountId))
    .limit(limit + 1)
    .all()
  const last = rows.length > limit ? rows[limit - 1]?.event : undefined
  return {
    items: rows.slice(0, limit).map(({ event: { ref, type, object, at, seenAt, outcome, reason, rules }, link, kind, ...named }) => ({
      ...named,
      ref,
      type,
      object,
      kind: kind ?? (link !== null && link === object ? 'customer' : null),
      at,
      seenAt,
      outcome,
      reason,
      rules,
    })),
    next: last ? { at: last.at, ref: last.ref, account: last.accountId } : null,
  }
}

export function countEvents({ drizzle }: ReadDb, filter: EventFilter): number {
  const row = drizzle
    .select({ total: count() })
    .from(providerEvent)
    .innerJoin(providerAccount, eq(providerAccount.id, providerEvent.accountId))
    .where(fits(filter))
    .get()
  return row?.total ?? 0
}

const listTypes = prepareOnce(({ sqlite }: ReadDb) => sqlite.prepare('select distinct type from provider_event order by type').pluck())

const listRules = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select distinct fired.value from provider_event, json_each(provider_event.rules) fired
      where provider_event.rules <> '[]' order by fired.value`,
    )
    .pluck(),
)

/** The types that are in the log, and the rules that fired, each once and by name. */
export function listEventChoices(db: ReadDb): { types: string[]; rules: string[] } {
  return { types: listTypes(db).all() as string[], rules: listRules(db).all() as string[] }
}

function fits({ provider, type, rule, object, companyId, outcome, from, to, at }: EventFilter): SQL | undefined {
  return and(
    // The sign keeps SQLite from beginning with the account, and sorting all that it ever said.
    provider === null ? undefined : sql`+${providerAccount.provider} = ${provider}`,
    type === null ? undefined : eq(providerEvent.type, type),
    rule === null ? undefined : sql`exists (select 1 from json_each(${providerEvent.rules}) where value = ${rule})`,
    object === null ? undefined : or(begins(providerEvent.object, object), begins(providerEvent.ref, object)),
    companyId === null ? undefined : isAbout(companyId),
    outcome === null ? undefined : eq(providerEvent.outcome, outcome),
    from === null ? undefined : gte(providerEvent.at, from),
    to === null ? undefined : lt(providerEvent.at, to),
    // Some bound there must be: without one the index of the time is not walked.
    lte(providerEvent.at, at ?? END_OF_TIME),
  )
}

/** Letter by letter: an id is no word, and `like` would take its underscores for anything. */
function begins(column: SQLWrapper, text: string): SQL {
  return sql`substr(${column}, 1, length(${text})) = ${text}`
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
