import type { ActionItem } from '../../../src-shared/contract/actions.ts'
import { ActionStatus } from '../../actions/ActionStatus.tsx'
import { Age } from '../../ui/Age.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import { MoneyText } from '../../ui/MoneyText.tsx'
import { Nothing } from '../../ui/Nothing.tsx'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import { describeColumns } from '../../ui/rowTable.ts'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './outbox.module.css'

const column = describeColumns<ActionItem>()

export const OUTBOX_COLUMNS = column.columns([
  column.accessor('state', {
    header: 'State',
    meta: { width: 122, tightWidth: 116 },
    cell: ({ getValue }) => <ActionStatus state={getValue()} />,
  }),
  column.accessor('title', { header: 'Action', cell: ({ row }) => <What action={row.original} /> }),
  column.accessor('amount', {
    header: 'Amount',
    meta: { width: 140, narrowWidth: 128, isNumeric: true },
    cell: ({ getValue }) => {
      const amount = getValue()
      return amount === null ? <Nothing /> : <MoneyText {...amount} zero="amount" />
    },
  }),
  column.accessor('standing', {
    header: 'How it stands',
    meta: { givesWay: 'third' },
    cell: ({ getValue }) => (
      <span className={styles.standing} title={getValue()}>
        {getValue()}
      </span>
    ),
  }),
  column.accessor('who', {
    header: 'By',
    meta: { width: 112, narrowWidth: 92, givesWay: 'second' },
    cell: ({ getValue }) => <Truncated text={getValue()} />,
  }),
  column.accessor('since', {
    header: 'Since',
    meta: { width: 76, narrowWidth: 68, isNumeric: true },
    cell: ({ row: { original } }) => <Since action={original} />,
  }),
  column.accessor('nextAt', {
    header: 'Next try',
    meta: { width: 84, isNumeric: true, givesWay: 'first' },
    cell: ({ getValue }) => {
      const at = getValue()
      return at === null ? <Nothing /> : <InstantText at={at} look="time" />
    },
  }),
])

function What({ action: { title, companyName, provider } }: { action: ActionItem }) {
  return (
    <span className={styles.what}>
      {provider ? <ProviderMark provider={provider} /> : <span className={styles.own} />}
      <span className={styles.two}>
        <b title={title}>{title}</b>
        <small dir="auto" title={companyName}>
          {companyName}
        </small>
      </span>
    </span>
  )
}

/** Of what is over, when that was; of what is open, for how long it is. */
function Since({ action: { state, since } }: { action: ActionItem }) {
  const isOver = state === 'confirmed' || state === 'cancelled' || state === 'rejected'
  return isOver ? <InstantText at={since} look="time" /> : <Age at={since} look="ago" />
}
