import { useQuery } from '@tanstack/react-query'
import { useEngine } from '../../lib/engine.ts'
import { usePlace } from '../../lib/place.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { countCompanies } from './countCompanies.ts'
import styles from './whatIf.module.css'

interface WhatIfSumProps {
  product: string
  before: number
  then: number
  isTried: boolean
}

/** How many companies would not fit, before and after, of all that the product has. */
export function WhatIfSum({ product, before, then, isTried }: WhatIfSumProps) {
  const { ask } = useEngine()
  const { at } = usePlace()
  const count = useQuery(ask.companies.count.queryOptions({ input: { product, at } })).data
  const total = count && !count.isAtLeast ? count.total : null
  return (
    <section className={styles.section} aria-label="Would not fit, before and after">
      <h3>Would not fit {total !== null && <span>of {countCompanies(total)}</span>}</h3>
      <dl className={styles.sum}>
        <Line name="Now" count={before} total={total} />
        {isTried && <Line name="What if" count={then} total={total} isTried />}
      </dl>
      <p className={styles.word}>{describe(before, then, isTried)}</p>
    </section>
  )
}

function Line({ name, count, total, isTried = false }: { name: string; count: number; total: number | null; isTried?: boolean }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <span className={styles.track} aria-hidden="true">
          {total !== null && total > 0 && (
            <span className={isTried ? styles.tried : styles.present} style={{ width: `${Math.min(100, (100 * count) / total)}%` }} />
          )}
        </span>
        <b>{formatCount(count)}</b>
      </dd>
    </>
  )
}

function describe(before: number, then: number, isTried: boolean): string {
  if (!isTried) return 'Type another limit, or press the sign for unlimited: the answer follows at once.'
  if (then === before) return 'As many as now.'
  return then < before ? `${countCompanies(before - then)} fewer than now.` : `${countCompanies(then - before)} more than now.`
}
