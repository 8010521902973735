import type { UseInSpan } from '../../../src-shared/contract/usage.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { Nothing } from '../../ui/Nothing.tsx'
import { describeColumns } from '../../ui/rowTable.ts'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './usage.module.css'

const column = describeColumns<UseInSpan>()

export const USER_COLUMNS = column.columns([
  column.accessor('name', { header: 'Company', cell: ({ getValue }) => <Truncated text={getValue()} look="name" /> }),
  column.accessor('quantity', {
    header: 'Quantity',
    meta: { width: 160, narrowWidth: 130, isNumeric: true },
    cell: ({ getValue }) => <b className={styles.quantity}>{formatCount(getValue())}</b>,
  }),
  column.accessor('records', {
    header: 'Records',
    meta: { width: 130, narrowWidth: 110, isNumeric: true },
    cell: ({ getValue }) => (getValue() === 0 ? <Nothing /> : formatCount(getValue())),
  }),
  column.accessor('asOf', {
    header: 'Told last',
    meta: { width: 170, narrowWidth: 140, isNumeric: true, givesWay: 'first' },
    cell: ({ getValue }) => <InstantText at={getValue()} look="moment" className={styles.quiet} />,
  }),
])
