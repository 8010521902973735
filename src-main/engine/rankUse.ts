import type { UseOfCompany } from '../../src-shared/contract/usage.ts'
import { z } from '../../src-shared/contract/zod.ts'
import type { MetricKind } from '../../src-shared/model/catalog.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import { USE_LEVELS, type UseLevel } from '../../src-shared/model/useLevel.ts'
import { readBilling } from '../domain/billing/billing.ts'
import { deriveEntitlement } from '../domain/entitlement/deriveEntitlement.ts'
import { readProduct } from '../domain/entitlement/findHolding.ts'
import { listProducts } from '../domain/entitlement/listProducts.ts'
import { readTimeline } from '../domain/entitlement/readTimeline.ts'
import { foldName } from '../domain/searchWords.ts'
import { judgeUse } from '../domain/usage/judgeUse.ts'
import { toShare } from '../domain/usage/toShare.ts'
import type { ReadDb } from '../store/readDb.ts'
import { readCompanyFacts } from '../store/reads/companyFacts.ts'
import { type CompanyIdentity, listMembers, listMemberUse, type MemberUse } from '../store/reads/companyFigures.ts'
import { getWorkspace } from '../store/reads/getWorkspace.ts'
import type { AnswerParts } from './answers/answers.ts'
import { readCatalogs } from './answers/readCatalogs.ts'
import { getMetric } from './catalogNames.ts'
import { takePage } from './takePage.ts'

interface RankAsk {
  metric: string
  level: UseLevel | null
  at: Instant | null
  limit: number
  cursor: string | null
}

interface Ranking {
  product: string
  metric: string
  kind: MetricKind
  counts: Record<UseLevel, number>
  items: UseOfCompany[]
  next: string | null
}

/** How much of a name decides its place, so that a cursor stays short. */
const NAME_LENGTH = 200

const place = z.tuple([z.int(), z.number(), z.number(), z.string(), z.string()])

/**
 * Everyone who belongs to a metric's product, who is nearest to the limit first.
 *
 * Its cost goes by the companies of the product: the order and the counts are by what is derived of all of them.
 */
export function rankUse(parts: AnswerParts, ask: RankAsk): Ranking {
  const { product, metric, definition } = getMetric(readCatalogs(parts.db), ask.metric)
  const { kind } = definition
  const at = ask.at ?? parts.now
  const all = listUse(parts, product, metric, ask.at).map((member) => toRow(member, kind, at))
  const question = ['ranking', product, metric, ask.level, ask.at].join('|')
  const asked = ask.level === null ? all : all.filter(({ level }) => level === ask.level)
  return { product, metric, kind, counts: countLevels(all), ...takePage(asked, toPlace, { ...ask, question }, place) }
}

/** Now, what was derived where the clock has not changed it since; of the others, and as of an instant, derived here. */
function listUse(parts: AnswerParts, product: string, metric: string, at: Instant | null): MemberUse[] {
  const kept = at === null ? listMemberUse(parts.db, product, metric, parts.now) : []
  const anew = listMembers(parts.db, product, at === null ? parts.now : null)
  return [...kept, ...anew.flatMap((member) => deriveUse(parts.db, member, product, metric, at ?? parts.now) ?? [])]
}

/** Null for who did not belong to the product then. */
function deriveUse(db: ReadDb, member: CompanyIdentity, product: string, metric: string, at: Instant): MemberUse | null {
  const billing = readBilling(readCompanyFacts(db, member.companyId, product), readCatalogs(db))
  if (!listProducts(billing, at).includes(product)) return null
  const { entitlement } = deriveEntitlement(readTimeline(readProduct(billing, product), at), getWorkspace(db).zone)
  const { plan, status, usage } = entitlement
  return { ...member, plan, status, use: usage[metric] ?? null }
}

function toRow({ company, name, plan, status, use }: MemberUse, kind: MetricKind, at: Instant): UseOfCompany {
  const { used = null, limit = null, asOf = null, window = null } = use ?? {}
  const { level, projection } = judgeUse({ kind, used, limit, window, isPaused: status === 'paused', at })
  return { company, name, plan, status, used, limit, level, asOf, projection }
}

function countLevels(all: readonly UseOfCompany[]): Record<UseLevel, number> {
  const counts = Object.fromEntries(USE_LEVELS.map((level) => [level, 0])) as Record<UseLevel, number>
  for (const { level } of all) counts[level] += 1
  return counts
}

/** By the share of the limit; then who has none, by use; then who is on no plan; last of whom nobody told. */
function toPlace({ company, name, used, limit }: UseOfCompany): z.output<typeof place> {
  const text = [foldName(name).slice(0, NAME_LENGTH), company] as const
  // A limit of 0 is full, whoever has told.
  if (limit === 0) return [0, 0 - toShare({ used: used ?? 0, limit }), 0 - (used ?? 0), ...text]
  if (used === null) return [3, 0, 0, ...text]
  if (limit === null) return [2, 0, 0 - used, ...text]
  if (limit === 'unlimited') return [1, 0, 0 - used, ...text]
  return [0, 0 - toShare({ used, limit }), 0 - used, ...text]
}
