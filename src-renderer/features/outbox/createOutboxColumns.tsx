import type { ActionProposal } from '../../../src-shared/contract/actions.ts'
import { ActionStatus } from '../../actions/ActionStatus.tsx'
import { Age } from '../../ui/Age.tsx'
import { Button } from '../../ui/Button.tsx'
import { Hidden } from '../../ui/Hidden.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import { MoneyText } from '../../ui/MoneyText.tsx'
import { Nothing } from '../../ui/Nothing.tsx'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import { describeColumns } from '../../ui/rowTable.ts'
import { Status } from '../../ui/Status.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import { FailingText } from './FailingText.tsx'
import styles from './outbox.module.css'
import { isProposal, type OutboxRow, toRowTitle } from './outboxRow.ts'

const column = describeColumns<OutboxRow>()

interface Ways {
  onRetry: (proposal: ActionProposal) => void
  onSettle: (id: string) => void
}

export function createOutboxColumns(ways: Ways) {
  return column.columns([
    column.display({
      id: 'state',
      header: 'State',
      meta: { width: 122, tightWidth: 116 },
      cell: ({ row: { original: row } }) =>
        isProposal(row) ? <Status icon="failed" tone="idle" word="Proposed" /> : <ActionStatus state={row.state} />,
    }),
    column.display({ id: 'title', header: 'Action', cell: ({ row }) => <What row={row.original} /> }),
    column.accessor('amount', {
      header: 'Amount',
      meta: { width: 140, narrowWidth: 128, isNumeric: true },
      cell: ({ getValue }) => {
        const amount = getValue()
        return amount === null ? <Nothing /> : <MoneyText {...amount} zero="amount" />
      },
    }),
    column.display({
      id: 'standing',
      header: 'How it stands',
      meta: { givesWay: 'third' },
      cell: ({ row: { original: row } }) => (
        <span className={styles.standing}>{isProposal(row) ? <FailingText proposal={row} /> : row.standing}</span>
      ),
    }),
    column.display({
      id: 'who',
      header: 'By',
      meta: { width: 112, narrowWidth: 92, givesWay: 'first' },
      cell: ({ row: { original: row } }) => (isProposal(row) ? <Nothing /> : <Truncated text={row.who} />),
    }),
    column.display({
      id: 'since',
      header: 'Since',
      meta: { width: 96, narrowWidth: 84, tightWidth: 72, isNumeric: true },
      cell: ({ row }) => <Since row={row.original} />,
    }),
    column.display({
      id: 'do',
      header: () => <Hidden>What to do</Hidden>,
      meta: { width: 100, isNumeric: true, givesWay: 'second' },
      cell: ({ row }) => <Way row={row.original} ways={ways} />,
    }),
  ])
}

function What({ row }: { row: OutboxRow }) {
  const { companyName, provider } = row
  const title = toRowTitle(row)
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

/** Of what is over, when that was; of what is open, for how long it is; of an invoice, since when it fails. */
function Since({ row }: { row: OutboxRow }) {
  if (isProposal(row)) return <InstantText at={row.failedAt} look="day" className={styles.since} />
  const { state, since } = row
  const isOver = state === 'confirmed' || state === 'cancelled' || state === 'rejected'
  return isOver ? <InstantText at={since} look="time" className={styles.since} /> : <Age at={since} look="ago" />
}

/** What somebody can do with it on the spot; of what waits, when it is tried. */
function Way({ row, ways: { onRetry, onSettle } }: { row: OutboxRow; ways: Ways }) {
  if (isProposal(row))
    return (
      <Button isSmall label={`Retry invoice ${row.number ?? row.invoice}…`} onPress={() => onRetry(row)}>
        Retry…
      </Button>
    )
  if (row.can.settle)
    return (
      <Button isSmall label={`Settle ${row.title}…`} onPress={() => onSettle(row.id)}>
        Settle…
      </Button>
    )
  return row.nextAt === null ? null : (
    <small className={styles.next}>
      next <InstantText at={row.nextAt} look="time" />
    </small>
  )
}
