import type { OverviewAnswer } from '../../../src-shared/contract/overview.ts'
import { usePlace } from '../../lib/place.ts'
import { Figure, Figures } from '../../ui/Figures.tsx'
import { formatAge } from '../../ui/formatAge.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { formatMoney } from '../../ui/formatMoney.ts'
import { Nothing } from '../../ui/Nothing.tsx'
import { OutboxFigure } from './OutboxFigure.tsx'
import styles from './overview.module.css'

/** How many currencies stand under the largest; the rest is told on hover. */
const MOST_UNDER = 3

/** The few big numbers; each opens the list behind it. */
export function OverviewFigures({ overview }: { overview: OverviewAnswer }) {
  const { asOf, mrr, statuses, graceEndingSoon, trialsEndingSoon, unmatched } = overview
  const { go } = usePlace()
  // What was searched before would leave out some of what the figure counts.
  const toCompanies = (filter: string | null) => go('companies', { filter, search: '' })
  const [largest] = mrr
  return (
    <div className={styles.figures}>
      <Figures>
        <Figure
          name="MRR"
          value={largest ? formatMoney(largest) : <Nothing />}
          detail={<OtherCurrencies mrr={mrr} />}
          onOpen={() => toCompanies(null)}
        />
        <Figure
          name="Active"
          icon="active"
          tone="ok"
          value={formatCount(statuses.active)}
          detail={`${formatCount(statuses.paused)} paused`}
          onOpen={() => toCompanies('active')}
        />
        <Figure
          name="Grace"
          icon="grace"
          tone="watch"
          value={formatCount(statuses.grace)}
          detail={`${formatCount(graceEndingSoon)} ${graceEndingSoon === 1 ? 'ends' : 'end'} within 24 h`}
          onOpen={() => toCompanies('grace')}
        />
        <Figure
          name="Trials ending"
          icon="trial"
          tone="trial"
          value={formatCount(trialsEndingSoon)}
          detail={`within 7 days, of ${formatCount(statuses.trialing)}`}
          onOpen={() => toCompanies('trialing')}
        />
        <Figure
          name="Unmatched"
          icon="unmatched"
          tone="watch"
          value={formatCount(unmatched.count)}
          detail={unmatched.oldestAt === null ? 'all are assigned' : `oldest ${formatAge(asOf - unmatched.oldestAt)}`}
          onOpen={() => go('payments', { filter: 'unmatched', search: '' })}
        />
        <OutboxFigure />
      </Figures>
    </div>
  )
}

/** They stand beside each other and are never added. */
function OtherCurrencies({ mrr }: Pick<OverviewAnswer, 'mrr'>) {
  const others = mrr.slice(1).map(formatMoney)
  if (mrr.length === 0) return 'no revenue yet'
  if (others.length === 0) return 'in one currency'
  const rest = others.length - MOST_UNDER
  return (
    <span className={styles.currencies} title={others.join('\n')}>
      {others.slice(0, MOST_UNDER).map((text) => (
        <span key={text}>{text}</span>
      ))}
      {rest > 0 && <span>+{rest}</span>}
    </span>
  )
}
