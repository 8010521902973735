import { createHash } from 'node:crypto'
import type { SeenRow } from '../../../src-shared/model/action.ts'
import { AppError } from '../../../src-shared/model/appError.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { isOwnAction } from '../../../src-shared/model/isOwnAction.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import type { Wish } from '../../../src-shared/model/wish.ts'
import type { Action } from '../../domain/actions/action.ts'
import type { Described } from '../../domain/actions/described.ts'
import { describeWish } from '../../domain/actions/describeWish.ts'
import type { OrderPreview } from '../../providers/acting.ts'
import type { ReadDb } from '../../store/readDb.ts'
import { readCatalogs } from '../answers/readCatalogs.ts'
import { getPlan } from '../catalogNames.ts'
import { getCompanyIdentity } from '../companies.ts'
import { type Actings, readActionWorld } from './readActionWorld.ts'

export interface DescribedAction {
  company: string
  companyId: number
  companyName: string
  provider: ProviderName | null
  described: Described
}

/** What a wish would do to a company as it is. Refuses what names nothing. @param id of the action; `except` is another that is no obstacle to it */
export function describeAction(
  db: ReadDb,
  { company: name, wish, id, at, except = null }: { company: string; wish: Wish; id: string; at: Instant; except?: string | null },
  actings: Actings,
): DescribedAction {
  const { company, companyId, name: companyName } = getCompanyIdentity(db, name)
  const world = readActionWorld(db, companyId, at, actings, { id, except })
  const provider = 'provider' in wish ? wish.provider : null
  return { company, companyId, companyName, provider, described: describeWish(world, wish, id, toOverride(db, wish, at)) }
}

/** What staff would see of an action that is kept, and why it cannot be done any more. */
export function judgeAction(db: ReadDb, action: Action, at: Instant, actings: Actings): { saw: SeenRow[]; refusal: string | null } {
  try {
    const { described } = describeAction(db, { company: action.company, wish: readWish(action), id: action.id, at }, actings)
    return { saw: described.saw, refusal: described.refusal?.reason ?? null }
  } catch (error) {
    // A company that was merged away, a plan that its catalog no longer has: people have to look.
    if (!(error instanceof AppError)) throw error
    return { saw: [], refusal: error.message }
  }
}

/** What was kept of a wish is what was parsed when it was taken. */
export function readWish({ wish }: Pick<Action, 'wish'>): Wish {
  return JSON.parse(wish) as Wish
}

/** The rows that a provider's reckoning adds to what is seen. */
export function toMoneyRows({ dueNow, dueNext }: OrderPreview): SeenRow[] {
  return [
    ...(dueNow === null ? [] : [{ name: 'due-now', label: 'Due at once', value: { kind: 'money' as const, ...dueNow } }]),
    ...(dueNext === null ? [] : [{ name: 'due-next', label: 'Next invoice', value: { kind: 'money' as const, ...dueNext } }]),
  ]
}

/** One text for what staff saw. */
export function toDigest(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
}

function toOverride(db: ReadDb, wish: Wish, at: Instant): { product: string; plan: string | null } | null {
  if (!isOwnAction(wish.kind) || wish.kind !== 'plan.override') return null
  if (wish.plan === null) {
    if (wish.product !== null) return { product: wish.product, plan: null }
    throw new AppError('usage', 'Limits are granted of a product. Nothing was queued.', 'Name the product, or a plan.')
  }
  const { product, plan } = getPlan(readCatalogs(db), wish.plan, at, wish.product)
  return { product, plan }
}
