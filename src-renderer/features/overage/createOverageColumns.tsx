import { toIso } from '../../../src-shared/model/instant.ts'
import type { Names } from '../../lib/useNames.ts'
import { formatAge } from '../../ui/formatAge.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { Hidden } from '../../ui/Hidden.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { LimitText } from '../../ui/LimitText.tsx'
import { describeColumns } from '../../ui/rowTable.ts'
import { Truncated } from '../../ui/Truncated.tsx'
import { describeTask } from './describeTask.ts'
import type { OverageRow } from './listOverageRows.ts'
import styles from './overage.module.css'
import type { PlanLimits } from './planLimits.ts'

const column = describeColumns<OverageRow>()

/** @param target whose own limit stands struck through beside one that is tried */
export function createOverageColumns(target: PlanLimits, product: string, names: Names) {
  return column.columns([
    column.display({
      id: 'company',
      header: 'Company',
      // With a width of its own: what is left over goes to all columns, and none stands far from the next.
      meta: { width: 240, narrowWidth: 186, tightWidth: 128 },
      cell: ({ row: { original } }) =>
        original.isFirst ? (
          <Truncated text={original.name} look="name" />
        ) : (
          <span className={styles.again}>
            <Hidden>{original.name}</Hidden>
          </span>
        ),
    }),
    column.display({
      id: 'resource',
      header: 'Resource',
      meta: { width: 150, narrowWidth: 112 },
      cell: ({ row }) => <Truncated text={names.metric(product, row.original.exceed.metric)} />,
    }),
    column.display({
      id: 'used',
      header: 'In use',
      meta: { width: 104, narrowWidth: 70, isNumeric: true },
      cell: ({ row }) => formatCount(row.original.exceed.used),
    }),
    column.display({
      id: 'limit',
      header: 'Plan’s limit',
      meta: { width: 128, narrowWidth: 100, isNumeric: true },
      cell: ({ row }) => <LimitHere {...row.original.exceed} target={target} />,
    }),
    column.display({
      id: 'overage',
      header: 'Overage',
      meta: { width: 108, narrowWidth: 80, isNumeric: true },
      cell: ({ row }) => <span className={styles.over}>+{formatCount(row.original.exceed.overage)}</span>,
    }),
    column.display({
      id: 'task',
      header: 'What to do',
      meta: { width: 180, narrowWidth: 130, givesWay: 'third' },
      cell: ({ row }) => <span className={styles.task}>{describeTask(row.original.exceed)}</span>,
    }),
    column.display({
      id: 'told',
      header: 'Too old to judge',
      meta: { width: 138, narrowWidth: 116, givesWay: 'third' },
      cell: ({ row }) => <Told row={row.original} product={product} names={names} />,
    }),
  ])
}

function LimitHere({ metric, limit, target }: { metric: string; limit: number; target: PlanLimits }) {
  const own = target.limits.find((each) => each.metric === metric)?.limit ?? null
  return (
    <span className={styles.limit}>
      {own !== null && own !== limit && (
        <s>
          <LimitText limit={own} />
        </s>
      )}
      <span>{formatCount(limit)}</span>
    </span>
  )
}

/** What of a row nobody can judge by; fresh usage says nothing. */
function Told({ row: { stale, alsoStale }, product, names }: { row: OverageRow; product: string; names: Names }) {
  return (
    <span className={styles.told}>
      {stale && (
        <span className={styles.old} title={stale.asOf === null ? undefined : `As of ${toIso(stale.asOf)}`}>
          <Icon name={stale.ageMs === null ? 'unknown' : 'warn'} size={12} />
          {stale.ageMs === null ? 'never told' : `${formatAge(stale.ageMs)} old`}
        </span>
      )}
      {alsoStale.length > 0 && (
        <span title={`Too old to judge, or never told: ${alsoStale.map((metric) => names.metric(product, metric)).join(', ')}`}>
          +{alsoStale.length} {alsoStale.length === 1 ? 'other' : 'others'}
        </span>
      )}
    </span>
  )
}
