import { invariant } from '../../../src-shared/model/assert.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Wish } from '../../../src-shared/model/wish.ts'
import type { RecordedFact } from '../../domain/recordedFact.ts'
import type { Tx } from '../../store/readDb.ts'
import { deriveCompanyFigures } from '../../store/writes/deriveFigures.ts'
import { saveRecorded } from '../../store/writes/saveRecorded.ts'
import { readCatalogs } from '../answers/readCatalogs.ts'
import { readFigureContext } from '../answers/readFigureContext.ts'
import { getPlan } from '../catalogNames.ts'

interface OwnAction {
  id: string
  wish: Wish
  reason: string
  company: string
  companyId: number
  product: string | null
}

/** Records the fact that an action of staff's own is, and derives what follows. The fact's key is the action's id. */
export function recordOwnAction(tx: Tx, { id, wish, reason, company, companyId, product }: OwnAction, at: Instant): void {
  invariant(product !== null, 'what staff grant is of a product')
  saveRecorded(tx, toFact(tx, { company, product, key: id, at, source: 'staff' }, wish, reason), at)
  deriveCompanyFigures(tx, { ...readFigureContext(tx), now: at }, [companyId])
}

function toFact(tx: Tx, base: Omit<RecordedFact, 'kind' | 'content'>, wish: Wish, reason: string): RecordedFact {
  if (wish.kind === 'pack.credit') return { ...base, kind: 'pack', content: { minutes: wish.minutes, expiresAt: wish.expiresAt } }
  invariant(wish.kind === 'plan.override', 'staff do two things by their own word')
  const plan = wish.plan === null ? null : getPlan(readCatalogs(tx), wish.plan, base.at, base.product).plan
  return { ...base, kind: 'override', content: { plan, limits: wish.limits, until: wish.until, reason } }
}
