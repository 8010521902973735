import type { UsageItem } from '../../../src-shared/contract/usage.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { describeColumns } from '../../ui/rowTable.ts'
import { Truncated } from '../../ui/Truncated.tsx'
import { describeSource } from './describeSource.ts'
import styles from './usage.module.css'

const column = describeColumns<UsageItem>()

/** @param parted what a record's dimension says of this kind of metric: `Endpoint`, `Part` */
function createRecordColumns(parted: string) {
  return column.columns([
    column.accessor('at', {
      header: 'Time',
      meta: { width: 150, narrowWidth: 132 },
      cell: ({ getValue }) => <InstantText at={getValue()} look="moment" />,
    }),
    column.accessor('dimension', {
      header: parted,
      meta: { width: 220, narrowWidth: 180 },
      cell: ({ getValue }) => <Truncated text={getValue()?.value ?? null} />,
    }),
    column.accessor('quantity', {
      header: 'Quantity',
      meta: { width: 120, narrowWidth: 104, isNumeric: true },
      cell: ({ getValue }) => <b className={styles.quantity}>{formatCount(getValue())}</b>,
    }),
    column.accessor('source', {
      header: 'Source',
      meta: { width: 200, narrowWidth: 150 },
      cell: ({ getValue }) => <Truncated text={describeSource(getValue())} />,
    }),
    column.accessor('key', {
      header: 'Key',
      meta: { givesWay: 'second' },
      cell: ({ getValue }) => <Truncated text={getValue()} look="id" />,
    }),
  ])
}

export const RECORD_COLUMNS = { flow: createRecordColumns('Endpoint'), stock: createRecordColumns('Part') }
