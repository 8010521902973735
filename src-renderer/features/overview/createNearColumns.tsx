import type { NearLimit } from '../../../src-shared/contract/overview.ts'
import type { Names } from '../../lib/useNames.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { LevelFlag } from '../../ui/LevelFlag.tsx'
import { LimitText } from '../../ui/LimitText.tsx'
import { Nothing } from '../../ui/Nothing.tsx'
import { PlanMark } from '../../ui/PlanMark.tsx'
import { describeColumns } from '../../ui/rowTable.ts'
import { Truncated } from '../../ui/Truncated.tsx'
import { UsageBar } from '../../ui/UsageBar.tsx'
import { LinkButton } from './LinkButton.tsx'
import styles from './overview.module.css'
import { toShare } from './toShare.ts'

const column = describeColumns<NearLimit>()

export function createNearColumns(names: Names, onOpen: (near: NearLimit) => void) {
  return column.columns([
    column.accessor('name', {
      header: 'Company',
      cell: ({ row: { original } }) => (
        <LinkButton onPress={() => onOpen(original)}>
          <Truncated text={original.name} look="name" />
        </LinkButton>
      ),
    }),
    column.accessor('metric', {
      header: 'Metric',
      meta: { width: 116 },
      cell: ({ row: { original } }) => <Truncated text={names.metric(original.product, original.metric)} />,
    }),
    column.display({ id: 'bar', header: 'Of limit', meta: { width: 72 }, cell: ({ row }) => <UsageBar {...row.original} /> }),
    column.display({
      id: 'share',
      header: 'Share',
      meta: { width: 68, isNumeric: true },
      cell: ({ row }) => <Share share={toShare(row.original)} />,
    }),
    column.display({ id: 'level', header: 'Level', meta: { width: 118 }, cell: ({ row }) => <LevelFlag {...row.original} /> }),
    column.accessor('used', {
      header: 'Used / limit',
      meta: { width: 108, isNumeric: true },
      cell: ({ row: { original } }) => (
        <span className={styles.usedOf}>
          {formatCount(original.used)}
          <Nothing>/</Nothing>
          <LimitText limit={original.limit} />
        </span>
      ),
    }),
    column.accessor('plan', {
      header: 'Plan',
      meta: { width: 124, givesWay: 'second' },
      cell: ({ row: { original } }) =>
        original.plan === null ? <Nothing /> : <PlanMark {...names.plan(original.product, original.plan)} />,
    }),
    column.accessor('reachedAt', {
      header: 'At this rate',
      meta: { width: 104 },
      cell: ({ row }) => <Reached near={row.original} />,
    }),
  ])
}

function Share({ share }: { share: number | null }) {
  return share === null ? <Nothing /> : <span>{formatCount(share)}%</span>
}

function Reached({ near: { reachedAt: at, used, limit } }: { near: NearLimit }) {
  if (limit !== 'unlimited' && used >= limit) return <span>Full</span>
  if (at === null) return <Nothing />
  return (
    <span>
      Full <InstantText at={at} look="day" />
    </span>
  )
}
