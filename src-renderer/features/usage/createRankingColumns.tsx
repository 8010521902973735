import type { UseOfCompany } from '../../../src-shared/contract/usage.ts'
import type { Names } from '../../lib/useNames.ts'
import { Age } from '../../ui/Age.tsx'
import { formatCount } from '../../ui/formatCount.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { LevelFlag } from '../../ui/LevelFlag.tsx'
import { LimitText } from '../../ui/LimitText.tsx'
import { Nothing } from '../../ui/Nothing.tsx'
import { PlanMark } from '../../ui/PlanMark.tsx'
import { describeColumns } from '../../ui/rowTable.ts'
import { Truncated } from '../../ui/Truncated.tsx'
import { UsageBar } from '../../ui/UsageBar.tsx'
import { ProjectionText } from './ProjectionText.tsx'
import { toShare } from './toShare.ts'
import styles from './usage.module.css'

const column = describeColumns<UseOfCompany>()

/** @param isPast when ages would be told from another present than the one asked for */
export function createRankingColumns(product: string, names: Names, isPast: boolean) {
  return column.columns([
    column.accessor('name', { header: 'Company', cell: ({ getValue }) => <Truncated text={getValue()} look="name" /> }),
    column.accessor('plan', {
      header: 'Plan',
      meta: { width: 132, narrowWidth: 122, givesWay: 'third' },
      cell: ({ getValue }) => {
        const plan = getValue()
        return plan === null ? <Nothing /> : <PlanMark {...names.plan(product, plan)} />
      },
    }),
    column.display({
      id: 'bar',
      header: 'Of the limit',
      meta: { width: 128, narrowWidth: 88, givesWay: 'second' },
      cell: ({ row: { original } }) => <UsageBar {...original} projectedAtEnd={toAtEnd(original)} />,
    }),
    column.display({
      id: 'share',
      header: 'Share',
      meta: { width: 80, narrowWidth: 76, isNumeric: true },
      cell: ({ row }) => <Share share={toShare(row.original)} />,
    }),
    column.display({
      id: 'used',
      header: 'Used / limit',
      meta: { width: 154, narrowWidth: 138, isNumeric: true },
      cell: ({ row }) => <UsedOf {...row.original} />,
    }),
    column.display({
      id: 'level',
      header: 'Level',
      meta: { width: 118, narrowWidth: 112 },
      cell: ({ row }) => <LevelFlag {...row.original} />,
    }),
    column.accessor('projection', {
      header: 'At this rate',
      meta: { width: 148, narrowWidth: 132, givesWay: 'third' },
      cell: ({ getValue }) => <ProjectionText projection={getValue()} />,
    }),
    column.accessor('asOf', {
      header: 'As of',
      meta: { width: 112, narrowWidth: 92, isNumeric: true, givesWay: 'first' },
      cell: ({ getValue }) => <ToldAt at={getValue()} isPast={isPast} />,
    }),
  ])
}

function toAtEnd({ projection }: UseOfCompany): number | null {
  return projection?.kind === 'projected' ? projection.atEnd : null
}

function Share({ share }: { share: number | null }) {
  return share === null ? <Nothing /> : <span>{formatCount(share)}%</span>
}

function UsedOf({ used, limit }: Pick<UseOfCompany, 'used' | 'limit'>) {
  return (
    <span className={styles.usedOf}>
      {used === null ? <Nothing /> : <b>{formatCount(used)}</b>}
      <span className={styles.slash}>/</span>
      {limit === 'unlimited' ? <span className={styles.quiet}>Unlimited</span> : <LimitText limit={limit} />}
    </span>
  )
}

function ToldAt({ at, isPast }: { at: UseOfCompany['asOf']; isPast: boolean }) {
  if (at === null) return <span className={styles.quiet}>never told</span>
  return isPast ? <InstantText at={at} look="moment" className={styles.quiet} /> : <Age at={at} look="ago" />
}
