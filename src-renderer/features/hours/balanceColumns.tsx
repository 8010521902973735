import type { HoursBalanceRow } from '../../../src-shared/contract/hours.ts'
import { OverageText } from '../../records/OverageText.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import { MinutesText } from '../../ui/MinutesText.tsx'
import { Nothing } from '../../ui/Nothing.tsx'
import { describeColumns } from '../../ui/rowTable.ts'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './hours.module.css'
import { MonthLeft } from './MonthLeft.tsx'
import { PlanStanding } from './PlanStanding.tsx'
import { WindowText } from './WindowText.tsx'

const column = describeColumns<HoursBalanceRow>()

export const BALANCE_COLUMNS = column.columns([
  column.accessor('name', { header: 'Company', cell: ({ getValue }) => <Truncated text={getValue()} look="name" /> }),
  column.display({
    id: 'plan',
    header: 'Plan and status',
    meta: { width: 178, narrowWidth: 108 },
    cell: ({ row }) => <PlanStanding {...row.original} />,
  }),
  column.display({
    id: 'window',
    header: 'Window',
    meta: { width: 124, narrowWidth: 122, givesWay: 'first' },
    cell: ({ row }) => <WindowText window={row.original.window} />,
  }),
  column.display({
    id: 'included',
    header: 'Included',
    meta: { width: 72, narrowWidth: 68, isNumeric: true, givesWay: 'second' },
    cell: ({ row: { original } }) => <MinutesText minutes={original.window === null ? 0 : original.included} zero="dash" isNarrow />,
  }),
  column.accessor('used', {
    header: 'Used',
    meta: { width: 80, narrowWidth: 74, isNumeric: true, givesWay: 'second' },
    cell: ({ getValue }) => <MinutesText minutes={getValue()} zero="dash" />,
  }),
  column.display({
    id: 'left',
    header: 'Month left',
    meta: { width: 126, narrowWidth: 120, isNumeric: true, givesWay: 'third' },
    cell: ({ row }) => <MonthLeft {...row.original} />,
  }),
  column.display({
    id: 'rollover',
    header: 'Rollover',
    meta: { width: 118, narrowWidth: 76, isNumeric: true, givesWay: 'third' },
    cell: ({ row }) => <Rollover {...row.original.rollover} />,
  }),
  column.display({
    id: 'packs',
    header: 'Packs',
    meta: { width: 74, narrowWidth: 72, isNumeric: true, givesWay: 'third' },
    cell: ({ row: { original } }) => <MinutesText minutes={original.packs.left} zero="dash" />,
  }),
  column.display({
    id: 'expiry',
    header: 'Next expiry',
    meta: { width: 104, narrowWidth: 102, isNumeric: true, givesWay: 'first' },
    cell: ({ row }) => <Expiry at={row.original.packs.nextExpiry} />,
  }),
  column.display({
    id: 'available',
    header: 'Available',
    meta: { width: 98, narrowWidth: 86, isNumeric: true },
    cell: ({ row }) => (
      <span className={styles.available}>
        <MinutesText minutes={row.original.available} isNarrow />
      </span>
    ),
  }),
  column.accessor('overage', {
    header: 'Overage',
    meta: { width: 96, narrowWidth: 90, isNumeric: true },
    cell: ({ getValue }) => <OverageText minutes={getValue()} />,
  }),
])

function Rollover({ left, cap }: HoursBalanceRow['rollover']) {
  return (
    <span>
      <MinutesText minutes={left} zero="dash" />
      {cap > 0 && (
        <span className={styles.cap}>
          {' of '}
          <MinutesText minutes={cap} />
        </span>
      )}
    </span>
  )
}

function Expiry({ at }: { at: HoursBalanceRow['packs']['nextExpiry'] }) {
  return at === null ? <Nothing /> : <InstantText at={at} look="day" />
}
