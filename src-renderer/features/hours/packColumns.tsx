import type { PackRow } from '../../../src-shared/contract/hours.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { MinutesText } from '../../ui/MinutesText.tsx'
import { describeColumns } from '../../ui/rowTable.ts'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './hours.module.css'
import { LeftBar } from './LeftBar.tsx'
import { PackState } from './PackState.tsx'

const column = describeColumns<PackRow>()

export const PACK_COLUMNS = column.columns([
  column.accessor('name', { header: 'Company', cell: ({ getValue }) => <Truncated text={getValue()} look="name" /> }),
  column.accessor('ref', {
    header: 'Pack',
    meta: { width: 220, narrowWidth: 190, givesWay: 'first' },
    cell: ({ getValue }) => <Truncated text={getValue()} look="id" />,
  }),
  column.accessor('minutes', {
    header: 'Hours',
    meta: { width: 84, narrowWidth: 76, isNumeric: true, givesWay: 'third' },
    cell: ({ getValue }) => <MinutesText minutes={getValue()} />,
  }),
  column.display({
    id: 'left',
    header: 'Left',
    meta: { width: 220, narrowWidth: 140, isNumeric: true, givesWay: 'third' },
    cell: ({ row: { original } }) => (
      <span className={styles.packLeft}>
        <LeftBar left={original.left} of={original.minutes} series="pack" />
        <MinutesText minutes={original.left} zero="dash" />
      </span>
    ),
  }),
  column.accessor('expiresAt', {
    header: 'Expires',
    meta: { width: 128, narrowWidth: 108, isNumeric: true },
    cell: ({ getValue }) => <InstantText at={getValue()} look="since" />,
  }),
  column.accessor('state', {
    header: 'State',
    meta: { width: 210, narrowWidth: 206, tightWidth: 118 },
    cell: ({ row }) => <PackState {...row.original} />,
  }),
])
