import type { EventItem } from '../../../src-shared/contract/events.ts'
import { formatAge } from '../../ui/formatAge.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import { describeColumns } from '../../ui/rowTable.ts'
import { Status } from '../../ui/Status.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './activity.module.css'
import { EVENT_OUTCOME_WORDS } from './eventOutcomeWords.ts'
import { RuleMarks } from './RuleMarks.tsx'

const column = describeColumns<EventItem>()

export const EVENT_COLUMNS = column.columns([
  column.accessor('at', {
    header: 'Happened',
    meta: { width: 150, narrowWidth: 136 },
    cell: ({ getValue }) => <InstantText at={getValue()} look="clock" className={styles.figures} />,
  }),
  column.display({
    id: 'seen',
    header: 'Seen',
    meta: { width: 76, narrowWidth: 70, isNumeric: true, givesWay: 'first' },
    cell: ({ row }) => <Seen event={row.original} />,
  }),
  column.accessor('type', {
    header: 'Type',
    meta: { width: 252, narrowWidth: 242 },
    cell: ({ row }) => (
      <span className={styles.type}>
        <ProviderMark provider={row.original.provider} />
        <code title={row.original.type}>{row.original.type}</code>
      </span>
    ),
  }),
  column.accessor('companyName', {
    header: 'Company',
    meta: { width: 190, narrowWidth: 160, givesWay: 'third' },
    cell: ({ getValue }) => <Truncated text={getValue()} look="name" />,
  }),
  column.accessor('object', {
    header: 'Object',
    meta: { width: 168, narrowWidth: 140, givesWay: 'first' },
    cell: ({ getValue }) => <Truncated text={getValue()} look="id" />,
  }),
  column.accessor('outcome', {
    header: 'Outcome',
    meta: { width: 118 },
    cell: ({ getValue }) => <Status {...EVENT_OUTCOME_WORDS[getValue()]} />,
  }),
  column.display({
    id: 'done',
    header: 'Rules, or the reason',
    meta: { givesWay: 'third' },
    cell: ({ row: { original } }) =>
      original.rules.length > 0 ? (
        <RuleMarks rules={original.rules} />
      ) : (
        <span className={styles.reason} title={original.reason ?? undefined}>
          {original.reason}
        </span>
      ),
  }),
])

/** How long after it happened it was seen. */
function Seen({ event: { at, seenAt } }: { event: EventItem }) {
  return <span className={styles.figures}>+{formatAge(Math.max(0, seenAt - at))}</span>
}
