import type { OverageAnswer } from '../../../src-shared/contract/plans.ts'
import { usePlace } from '../../lib/place.ts'
import { formatCount } from '../../ui/formatCount.ts'
import styles from './whatIf.module.css'

type Companies = OverageAnswer['companies']

/** As many as are named; the others are counted. */
const MOST_NAMED = 5

/** Who would fit that does not now, and who no longer would. */
export function MovedCompanies({ before, then, product }: { before: Companies; then: Companies; product: string }) {
  return (
    <>
      <Moved title="would fit" companies={withoutThose(before, then)} product={product} />
      <Moved title="would no longer fit" companies={withoutThose(then, before)} product={product} />
    </>
  )
}

function Moved({ title, companies, product }: { title: string; companies: Companies; product: string }) {
  const { go } = usePlace()
  if (companies.length === 0) return null
  const more = companies.length - MOST_NAMED
  return (
    <section className={styles.section} aria-label={`Companies that ${title}`}>
      <h3>
        {formatCount(companies.length)} {title}
      </h3>
      <ul className={styles.moved}>
        {companies.slice(0, MOST_NAMED).map(({ company, name }) => (
          <li key={company}>
            <button type="button" dir="auto" title={name} onClick={() => go('company', { company, product })}>
              {name}
            </button>
          </li>
        ))}
      </ul>
      {more > 0 && <p className={styles.word}>and {formatCount(more)} more</p>}
    </section>
  )
}

function withoutThose(companies: Companies, others: Companies): Companies {
  const known = new Set(others.map(({ company }) => company))
  return companies.filter(({ company }) => !known.has(company))
}
