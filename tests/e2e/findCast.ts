import type { Business } from './openConsole.ts'

/** What a check of a move to another plan may come to. */
const VERDICTS = ['blocked', 'unknown', 'period-end', 'warning', 'ok'] as const
export type Verdict = (typeof VERDICTS)[number]

interface Exceeding {
  company: string
  exceeds: { metric: string; used: number; limit: number; overage: number }[]
}

export interface Move {
  company: string
  product: string
  plan: string
}

/** Who plays which part in a demo: ids of ours. */
export interface Cast {
  moves: Record<Verdict, Move>
  /** Uses an API by endpoints. */
  caller: string
  /** Has hours, some of them used. */
  worker: string
  /** Its last invoice is not paid. */
  late: string
}

/** Finds, by the command line, companies of a demo with which everything can be shown. */
export async function findCast(business: Business): Promise<Cast> {
  const [worker] = await listIds(business, 'maintenance-hours.director', '--status', 'active')
  const [late] = await listIds(business, 'threat-analytics.professional', '--status', 'grace')
  const blocked = await findExceeding(business, 125)
  const [caller] = (await business.ask<{ companies: Exceeding[] }>('overage', 'threat-analytics', 'starter')).companies
  const estates = await listIds(business, 'estate-management.professional', '--status', 'active')
  const [small] = await listIds(business, 'estate-management.starter', '--status', 'active')
  const found: Partial<Record<Verdict, Move>> = {}
  const wanted = [
    toMove(blocked.company, 'estate-management', 'starter'),
    toMove(caller?.company, 'threat-analytics', 'starter'),
    toMove(small, 'estate-management', 'professional'),
    ...estates.map((company) => toMove(company, 'estate-management', 'starter')),
  ]
  for (const move of wanted) {
    if (VERDICTS.every((verdict) => found[verdict])) break
    const { verdict } = await business.ask<{ verdict: Verdict }>('downgrade', move.company, `${move.product}.${move.plan}`)
    found[verdict] ??= move
  }
  for (const verdict of VERDICTS) if (!found[verdict]) throw new Error(`no move in the demo is ${verdict}`)
  return { moves: found as Record<Verdict, Move>, caller: get(caller?.company), worker: get(worker), late: get(late) }
}

/** Who would not fit Starter of the estates, by that many estates too much. */
export async function findExceeding(business: Business, estates: number): Promise<Exceeding> {
  const { companies } = await business.ask<{ companies: Exceeding[] }>('overage', 'estate-management', 'starter')
  const found = companies.find(({ exceeds }) => exceeds.some(({ metric, overage }) => metric === 'estates' && overage === estates))
  if (!found) throw new Error(`nobody has ${estates} estates too many`)
  return found
}

async function listIds(business: Business, plan: string, ...more: string[]): Promise<string[]> {
  const { items } = await business.ask<{ items: { id: string }[] }>('companies', '--plan', plan, '--limit', '50', ...more)
  return items.map(({ id }) => id)
}

function toMove(company: string | undefined, product: string, plan: string): Move {
  return { company: get(company), product, plan }
}

function get(company: string | undefined): string {
  if (company === undefined) throw new Error('a part of the demo has nobody to play it')
  return company
}
