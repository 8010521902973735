import type { SyncRun } from '../../../src-shared/contract/sync.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { Nothing } from '../../ui/Nothing.tsx'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import { describeColumns } from '../../ui/rowTable.ts'
import { Status } from '../../ui/Status.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './activity.module.css'
import { OUTCOME_WORDS } from './describeOutcome.ts'
import { formatDuration } from './formatDuration.ts'

const column = describeColumns<SyncRun>()

export const RUN_COLUMNS = column.columns([
  column.accessor('startedAt', {
    header: 'Started',
    meta: { width: 152 },
    cell: ({ getValue }) => <InstantText at={getValue()} look="clock" className={styles.figures} />,
  }),
  column.accessor('stream', { header: 'Stream', meta: { width: 122 }, cell: ({ row }) => <Stream run={row.original} /> }),
  column.accessor('outcome', {
    header: 'Outcome',
    meta: { width: 132 },
    cell: ({ getValue }) => <Status {...OUTCOME_WORDS[getValue()]} />,
  }),
  column.accessor('reason', { header: 'Reason', meta: { givesWay: 'third' }, cell: ({ getValue }) => <Truncated text={getValue()} /> }),
  column.accessor('pages', { header: 'Pages', meta: { width: 66, isNumeric: true, givesWay: 'first' }, cell: Figure }),
  column.accessor('objects', { header: 'Objects', meta: { width: 82, isNumeric: true, givesWay: 'third' }, cell: Figure }),
  column.accessor('changed', { header: 'Changed', meta: { width: 82, isNumeric: true, givesWay: 'third' }, cell: Figure }),
  column.accessor('requests', { header: 'Requests', meta: { width: 78, isNumeric: true, givesWay: 'first' }, cell: Figure }),
  column.accessor('failures', {
    header: 'Failed',
    meta: { width: 70, isNumeric: true },
    cell: ({ getValue }) => (getValue() === 0 ? <Figure getValue={getValue} /> : <b className={styles.fault}>{formatCount(getValue())}</b>),
  }),
  column.display({ id: 'took', header: 'Took', meta: { width: 96, isNumeric: true }, cell: ({ row }) => <Took run={row.original} /> }),
])

function Figure({ getValue }: { getValue: () => number }) {
  const value = getValue()
  return value === 0 ? <Nothing /> : formatCount(value)
}

function Took({ run: { startedAt, endedAt } }: { run: SyncRun }) {
  return endedAt === null ? <Nothing /> : formatDuration(endedAt - startedAt)
}

function Stream({ run: { provider, stream } }: { run: SyncRun }) {
  return (
    <span className={styles.stream}>
      <ProviderMark provider={provider} />
      {stream}
    </span>
  )
}
