import type { OverageAnswer } from '../../../src-shared/contract/plans.ts'
import type { Names } from '../../lib/useNames.ts'
import { classes } from '../../ui/classes.ts'
import { Figure, Figures } from '../../ui/Figures.tsx'
import { formatCount } from '../../ui/formatCount.ts'
import { Nothing } from '../../ui/Nothing.tsx'
import screen from '../../ui/screen.module.css'
import { countCompanies } from './countCompanies.ts'
import styles from './overage.module.css'

interface OverageFiguresProps {
  answer: OverageAnswer
  /** The metrics that are limited at all. */
  limited: readonly string[]
  names: Names
  isStale: boolean
}

/** How many would not fit, and of each resource how much is over in all. */
export function OverageFigures({ answer, limited, names, isStale }: OverageFiguresProps) {
  const { product, companies, totals, counts } = answer
  const isAny = companies.length > 0
  return (
    <section className={classes(styles.figures, isStale && screen.stale)} aria-label="All companies together" aria-busy={isStale}>
      <Figures>
        <Figure
          name="Would not fit"
          icon={isAny ? 'over' : 'active'}
          tone={isAny ? 'bad' : 'ok'}
          value={formatCount(companies.length)}
          detail={companies.length === 1 ? 'company' : 'companies'}
        />
        {limited.map((metric) => {
          const total = totals[metric] ?? 0
          return (
            <Figure
              key={metric}
              name={names.metric(product, metric)}
              value={total === 0 ? <Nothing /> : `+${formatCount(total)}`}
              detail={total === 0 ? 'nobody is over' : `${countCompanies(counts[metric] ?? 0)} over`}
            />
          )
        })}
      </Figures>
    </section>
  )
}
