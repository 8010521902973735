import type { ChangeCheckAnswer, OverageAnswer, PlanComparison, PreflightAnswer } from '../../src-shared/contract/plans.ts'
import type { Catalog } from '../../src-shared/model/catalog.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import type { Limit } from '../../src-shared/model/limit.ts'
import { catalogAt } from '../domain/catalogHistory.ts'
import type { Entitlement } from '../domain/entitlement/entitlement.ts'
import { toWayOn } from '../domain/plans/changeVerdict.ts'
import { checkChange } from '../domain/plans/checkChange.ts'
import { comparePlans } from '../domain/plans/comparePlans.ts'
import { findLimit, type UsageByMetric } from '../domain/plans/listExceeds.ts'
import { listOverage, type OverageQuestion } from '../domain/plans/listOverage.ts'
import { type Need, recommendPlan } from '../domain/plans/recommendPlan.ts'
import { checkPreflight } from '../domain/usage/checkPreflight.ts'
import { projectUsage } from '../domain/usage/projectUsage.ts'
import { type CompanyIdentity, listMembers, listUseOver } from '../store/reads/companyFigures.ts'
import { type AnswerParts, answerBalance, answerEntitlement, answerRevenue } from './answers/answers.ts'
import { readCatalogs } from './answers/readCatalogs.ts'
import { getMetric, getPlan, getProduct } from './catalogNames.ts'
import { getCompanyIdentity } from './companies.ts'
import { toUsage } from './toUsage.ts'

/** May this company move to this plan? */
export function checkPlanChange(parts: AnswerParts, ask: { company: string; plan: string; at: Instant | null }): ChangeCheckAnswer {
  const at = ask.at ?? parts.now
  const { company, companyId } = getCompanyIdentity(parts.db, ask.company)
  const { product, plan: target, catalog } = getPlan(readCatalogs(parts.db), ask.plan, at)
  const entitlement = answerEntitlement(parts, companyId, product, ask.at)
  // A plan that its catalog no longer has is left for the target as if there were none.
  const current = entitlement.plan !== null && Object.hasOwn(catalog.plans, entitlement.plan) ? entitlement.plan : null
  const { kind, verdict, exceeds, steps, stale, tightened, lost, reduced, hours, unreadable, possibleAt } = checkChange({
    catalog,
    current,
    target,
    usage: toUsage(entitlement),
    at,
    periodEnd: entitlement.period?.end ?? null,
    currentLimits: entitlement.limits,
  })
  const answer = { kind, verdict, wayOn: toWayOn(verdict), exceeds, steps, stale, tightened, lost, reduced, hours, unreadable, possibleAt }
  return { company, product, current, target, ...answer }
}

/** May this company do so many more of this now? */
export function preflight(
  parts: AnswerParts,
  ask: { company: string; metric: string; count: number; at: Instant | null },
): PreflightAnswer {
  const catalogs = readCatalogs(parts.db)
  const { company, companyId } = getCompanyIdentity(parts.db, ask.company)
  const { product, metric, definition } = getMetric(catalogs, ask.metric)
  const { plans } = catalogAt(getProduct(catalogs, product), ask.at ?? parts.now)
  const { plan, limits, usage, status } = answerEntitlement(parts, companyId, product, ask.at)
  const answer = checkPreflight({
    name: definition.name,
    kind: definition.kind,
    count: ask.count,
    used: usage[metric]?.used ?? null,
    // A plan that its catalog no longer has ranks below all: any plan that allows more is a way up.
    plan: plan === null ? null : { tier: plans[plan]?.tier ?? -1, limit: findLimit(limits, metric) },
    standing: status === 'grace' || status === 'paused' ? status : 'regular',
    plans: Object.entries(plans).map(([id, each]) => ({ plan: id, tier: each.tier, limit: findLimit(each.limits, metric) })),
  })
  return { company, product, metric, ...answer }
}

/**
 * Who would not fit a plan.
 *
 * Now, it is read from what is derived: of those who fit, nothing is read. Whom the clock has changed since, and as of an instant, everybody is answered anew.
 */
export function listPlanOverage(
  parts: AnswerParts,
  ask: { product: string; plan: string; limits: Record<string, Limit> | null; at: Instant | null },
): OverageAnswer {
  const at = ask.at ?? parts.now
  const catalogs = readCatalogs(parts.db)
  const { product } = getProduct(catalogs, ask.product)
  const { plan, definition, catalog } = getPlan(catalogs, ask.plan, at, product)
  const limits = { ...definition.limits, ...ask.limits }
  const anew = listMembers(parts.db, product, ask.at === null ? parts.now : null)
  const kept = ask.at === null ? readKeptUse(parts, product, catalog, limits, new Set(anew.map(({ companyId }) => companyId))) : []
  const answered = anew.map((member) => ({
    ...member,
    usage: toUsage(answerEntitlement(parts, member.companyId, product, ask.at)),
  }))
  const members = [...kept, ...answered]
  const names = new Map(members.map(({ company, name }) => [company, name]))
  const { companies, totals, counts } = listOverage({ metrics: catalog.metrics, limits, companies: members, at })
  return { product, plan, companies: companies.map((each) => ({ ...each, name: names.get(each.company) ?? '' })), totals, counts }
}

/** The product's plans side by side, for a company where one is named. */
export function showComparison(parts: AnswerParts, ask: { product: string; company: string | null; at: Instant | null }): PlanComparison {
  const { product, ...history } = getProduct(readCatalogs(parts.db), ask.product)
  const catalog = catalogAt({ product, ...history }, ask.at ?? parts.now)
  const who = ask.company === null ? null : getCompanyIdentity(parts.db, ask.company)
  const entitlement = who && answerEntitlement(parts, who.companyId, product, ask.at)
  const found = who && entitlement ? recommend(parts, who, entitlement, catalog, ask.at) : ({ kind: 'none' } as const)
  const recommended = found.kind === 'recommended' ? found.plan : null
  const usage = entitlement ? toUsage(entitlement) : {}
  return {
    product,
    company: who?.company ?? null,
    ...comparePlans({ catalog, subscribed: entitlement?.plan ?? null, recommended, usage }),
    recommendation: { kind: found.kind, plan: recommended, metrics: 'metrics' in found ? found.metrics : [] },
  }
}

function recommend(parts: AnswerParts, { companyId }: CompanyIdentity, entitlement: Entitlement, catalog: Catalog, asked: Instant | null) {
  const at = asked ?? parts.now
  const needs = Object.fromEntries(
    Object.entries(catalog.metrics).map(([metric, { kind }]): [string, Need | null] => {
      const use = entitlement.usage[metric]
      if (!use || use.used === null) return [metric, null]
      return [metric, kind === 'stock' ? { used: use.used, atEnd: use.used } : toNeed(use.used, use.window, at)]
    }),
  )
  const hasHours = Object.values(catalog.plans).some(({ hours }) => hours)
  const { window, used } = hasHours ? answerBalance(parts, companyId, entitlement.product, asked) : { window: null, used: 0 }
  const [revenue] = answerRevenue(parts, companyId, asked)
  const firstPrice = Object.values(catalog.plans).flatMap(({ prices }) => prices)[0]
  return recommendPlan({
    catalog,
    needs,
    minutes: window ? toNeed(used, window, at) : null,
    currency: revenue?.currency ?? firstPrice?.currency ?? '',
  })
}

function toNeed(used: number, window: { start: Instant; end: Instant | null } | null, at: Instant): Need {
  if (!window || window.end === null) return { used, atEnd: 'too-early' }
  const projection = projectUsage({ used, limit: 'unlimited', period: { start: window.start, end: window.end }, at })
  return { used, atEnd: projection.kind === 'projected' ? projection.atEnd : 'too-early' }
}

type Member = CompanyIdentity & OverageQuestion['companies'][number]

function readKeptUse(
  { db }: AnswerParts,
  product: string,
  { metrics }: Catalog,
  limits: Readonly<Record<string, Limit>>,
  except: ReadonlySet<number>,
): Member[] {
  const limited = Object.keys(metrics).flatMap((metric) => {
    const limit = findLimit(limits, metric)
    return limit === 'unlimited' ? [] : [{ metric, limit }]
  })
  const rows = listUseOver(db, product, limited).filter(({ companyId }) => !except.has(companyId))
  return [...Map.groupBy(rows, ({ companyId }) => companyId)].flatMap(([companyId, own]): Member[] => {
    const [first] = own
    if (!first) return []
    // Which parts are missing nobody asks of a list: that some are makes the use stale.
    const usage = own.map(({ metric, used, asOf, lacksParts }) => [metric, { used, asOf, ...(lacksParts ? { missingParts: ['?'] } : {}) }])
    return [{ companyId, company: first.company, name: first.name, usage: Object.fromEntries(usage) as UsageByMetric }]
  })
}
