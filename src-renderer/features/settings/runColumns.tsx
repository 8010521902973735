import type { SyncRun } from '../../../src-shared/contract/sync.ts'
import type { Column } from '../../ui/Column.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import { Status } from '../../ui/Status.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import { OUTCOME_WORDS } from './describeOutcome.ts'
import { formatDuration } from './formatDuration.ts'
import styles from './settings.module.css'

const figure = (value: number) => (value === 0 ? <span className={styles.nothing}>–</span> : value.toLocaleString('en'))

export const RUN_COLUMNS: readonly Column<SyncRun>[] = [
  {
    key: 'started',
    head: 'Started',
    width: 152,
    draw: ({ startedAt }) => <InstantText at={startedAt} look="clock" className={styles.figures} />,
  },
  { key: 'stream', head: 'Stream', width: 122, draw: (run) => <Stream run={run} /> },
  { key: 'outcome', head: 'Outcome', width: 132, draw: ({ outcome }) => <Status {...OUTCOME_WORDS[outcome]} /> },
  { key: 'reason', head: 'Reason', draw: ({ reason }) => <Truncated text={reason} /> },
  { key: 'pages', head: 'Pages', width: 66, isNumeric: true, givesWay: 'first', draw: ({ pages }) => figure(pages) },
  { key: 'objects', head: 'Objects', width: 82, isNumeric: true, draw: ({ objects }) => figure(objects) },
  { key: 'changed', head: 'Changed', width: 82, isNumeric: true, draw: ({ changed }) => figure(changed) },
  { key: 'requests', head: 'Requests', width: 78, isNumeric: true, givesWay: 'first', draw: ({ requests }) => figure(requests) },
  {
    key: 'took',
    head: 'Took',
    width: 112,
    isNumeric: true,
    draw: ({ startedAt, endedAt }) => (endedAt === null ? <span className={styles.nothing}>–</span> : formatDuration(endedAt - startedAt)),
  },
]

function Stream({ run: { provider, stream } }: { run: SyncRun }) {
  return (
    <span className={styles.stream}>
      <ProviderMark provider={provider} />
      {stream}
    </span>
  )
}
