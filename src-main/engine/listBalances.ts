import type { HoursBalanceRow, PackRow } from '../../src-shared/contract/hours.ts'
import { z } from '../../src-shared/contract/zod.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import { readBilling } from '../domain/billing/billing.ts'
import { readProduct } from '../domain/entitlement/findHolding.ts'
import { listProducts } from '../domain/entitlement/listProducts.ts'
import { readTimeline } from '../domain/entitlement/readTimeline.ts'
import { hasHours, toHoursFacts } from '../domain/entitlement/toHoursFacts.ts'
import { deriveHours } from '../domain/hours/deriveHours.ts'
import { foldName } from '../domain/searchWords.ts'
import type { ReadDb } from '../store/readDb.ts'
import { readCompanyFacts } from '../store/reads/companyFacts.ts'
import { type CompanyIdentity, listMembers } from '../store/reads/companyFigures.ts'
import { type HoursRow, listHoursRows } from '../store/reads/listHoursRows.ts'
import type { AnswerParts } from './answers/answers.ts'
import { readCatalogs } from './answers/readCatalogs.ts'
import { getProduct } from './catalogNames.ts'
import { takePage } from './takePage.ts'

interface ListAsk {
  product: string | null
  at: Instant | null
  limit: number
  cursor: string | null
}

interface Page<Item> {
  items: Item[]
  next: string | null
}

/** How much of a name decides its place, so that a cursor stays short. */
const NAME_LENGTH = 200

const balancePlace = z.tuple([z.int(), z.literal([0, 1]), z.int(), z.string(), z.string(), z.string()])
const packPlace = z.tuple([z.literal([0, 1]), z.int(), z.string(), z.string(), z.string(), z.string()])

/**
 * The balances of all who have a month of hours on, packs, or overage: those with overage first, then who has least left.
 *
 * Its cost goes by the companies of the products with hours: the order is by what is derived of all of them.
 */
export function listBalances(parts: AnswerParts, { product, at, limit, cursor }: ListAsk): Page<HoursBalanceRow> {
  const rows = listHours(parts, product, at).filter(hasAny)
  const question = ['balances', product, at].join('|')
  const { items, next } = takePage(rows, toBalancePlace, { question, limit, cursor }, balancePlace)
  return { items: items.map(toBalance), next }
}

/** The packs of all companies: live ones first, the soonest to expire before the others; then those that are gone, the latest first. */
export function listPackRows(parts: AnswerParts, { product, at, limit, cursor }: ListAsk): Page<PackRow> {
  const rows = listHours(parts, product, at).flatMap(toPackRows)
  const question = ['packs', product, at].join('|')
  return takePage(rows, toPackPlace, { question, limit, cursor }, packPlace)
}

/** Now, what was derived where the clock has not changed it since; of the others, and as of an instant, derived here. */
function listHours(parts: AnswerParts, product: string | null, at: Instant | null): HoursRow[] {
  const catalogs = readCatalogs(parts.db)
  const asked = product === null ? [...catalogs.values()] : [getProduct(catalogs, product)]
  return asked.filter(hasHours).flatMap((history): HoursRow[] => {
    const kept = at === null ? listHoursRows(parts.db, history.product, parts.now) : []
    const anew = listMembers(parts.db, history.product, at === null ? parts.now : null)
    return [...kept, ...anew.flatMap((member) => deriveRow(parts.db, member, history.product, at ?? parts.now) ?? [])]
  })
}

/** Null for who did not belong to the product then. */
function deriveRow(db: ReadDb, member: CompanyIdentity, product: string, at: Instant): HoursRow | null {
  const billing = readBilling(readCompanyFacts(db, member.companyId, product), readCatalogs(db))
  if (!listProducts(billing, at).includes(product)) return null
  const timeline = readTimeline(readProduct(billing, product), at)
  const { plan, status } = timeline.now
  return { ...member, product, plan, status, balance: deriveHours(toHoursFacts(timeline), at) }
}

function hasAny({ balance: { window, packs, overage } }: HoursRow): boolean {
  return window !== null || packs.length > 0 || overage > 0
}

function toBalance({ company, name, product, plan, status, balance }: HoursRow): HoursBalanceRow {
  const { window, included, used, left, rollover, available, overage } = balance
  const live = balance.packs.filter(({ state }) => state === 'live')
  const packs = {
    live: live.length,
    left: live.reduce((sum, pack) => sum + pack.left, 0),
    nextExpiry: live.reduce<Instant | null>((first, { expiresAt }) => (first === null || expiresAt < first ? expiresAt : first), null),
  }
  return { company, name, product, plan, status, window, included, used, left, rollover, packs, available, overage }
}

function toBalancePlace({ company, name, product, balance: { overage, available } }: HoursRow) {
  const [isUnlimited, minutes] = available === 'unlimited' ? [1, 0] : [0, available]
  return [0 - overage, isUnlimited, minutes, toNamePlace(name), company, product] as const
}

function toPackRows({ company, name, product, balance: { packs } }: HoursRow): PackRow[] {
  return packs.map(({ ref, minutes, left, expiresAt, state }) => ({ company, name, product, ref, minutes, left, expiresAt, state }))
}

function toPackPlace({ company, name, product, ref, expiresAt, state }: PackRow) {
  const isGone = state !== 'live'
  return [Number(isGone), isGone ? 0 - expiresAt : expiresAt, toNamePlace(name), company, product, ref] as const
}

function toNamePlace(name: string): string {
  return foldName(name).slice(0, NAME_LENGTH)
}
