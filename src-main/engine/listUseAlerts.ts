import type { UseAlert } from '../../src-shared/contract/usage.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import { compareText } from '../domain/usage/usageRecord.ts'
import { listMembers } from '../store/reads/companyFigures.ts'
import { listToldNear } from '../store/reads/listToldNear.ts'
import type { AnswerParts } from './answers/answers.ts'
import { readCatalogs } from './answers/readCatalogs.ts'
import { getMetric } from './catalogNames.ts'
import { readAlerts } from './readAlerts.ts'

interface UseAlerts {
  product: string
  metric: string
  items: UseAlert[]
  isCut: boolean
}

/** Each is derived from its facts: so many a question may cost. */
const MOST_LOOKED_AT = 100

/**
 * Which thresholds were crossed in the windows in course by those who are near their limit, the newest first.
 *
 * Now, by those of whom it was told last; as of an instant, everyone who belongs to the product is looked at.
 */
export function listUseAlerts({ db, now }: AnswerParts, ask: { metric: string; at: Instant | null }): UseAlerts {
  const { product, metric } = getMetric(readCatalogs(db), ask.metric)
  const of = { product, metric }
  const who =
    ask.at === null
      ? listToldNear(db, { share: 0, from: null, of, most: MOST_LOOKED_AT + 1 })
      : listMembers(db, product, null).map((member) => ({ ...member, ...of }))
  const isCut = ask.at === null && who.length > MOST_LOOKED_AT
  const items = (isCut ? who.slice(0, MOST_LOOKED_AT) : who)
    .flatMap((each) => readAlerts(db, each, ask.at ?? now))
    .sort((a, b) => b.at - a.at || b.percent - a.percent || compareText(a.company, b.company))
    .flatMap(({ company, name, percent, at, used, limit }) => (limit === 'unlimited' ? [] : [{ company, name, percent, at, used, limit }]))
  return { ...of, items, isCut }
}
