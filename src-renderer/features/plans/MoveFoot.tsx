import { assertNever } from '../../../src-shared/model/assert.ts'
import { Button } from '../../ui/Button.tsx'
import { FirstFocus } from './FirstFocus.tsx'
import styles from './move.module.css'
import { type Move, NO_OUTBOX } from './move.ts'
import type { UsageRefresh } from './useUsageRefresh.ts'

interface MoveFootProps {
  move: Move
  /** When the move becomes possible, where it must wait and that is known. */
  day: string | null
  reason: string
  refresh: UsageRefresh
}

/**
 * The ways out of the dialog, of which the safe one has the focus.
 *
 * A button without an action sends the form, and with that the browser closes the dialog: so the focus returns to where it was.
 */
export function MoveFoot({ move, day, reason, refresh }: MoveFootProps) {
  const { verdict } = move.check
  switch (verdict) {
    case 'blocked':
      return (
        <form method="dialog" className={styles.foot}>
          <span className={styles.note}>Checked again whenever an action is sent.</span>
          <Button shortcut="Esc">Close</Button>
          <Stay move={move} />
        </form>
      )
    case 'period-end':
      return (
        <form method="dialog" className={styles.foot}>
          <span className={styles.note}>{NO_OUTBOX}.</span>
          <Button obstacle={NO_OUTBOX}>{`Schedule for ${day ?? 'the period’s end'}`}</Button>
          <Stay move={move} />
        </form>
      )
    case 'warning':
    case 'ok':
      return (
        <form method="dialog" className={styles.foot}>
          <span className={styles.note}>{NO_OUTBOX}.</span>
          <Button obstacle={NO_OUTBOX}>{verdict === 'warning' ? 'I understand, continue' : `Move to ${move.target.name}`}</Button>
          <Stay move={move} />
        </form>
      )
    case 'unknown':
      return (
        <form method="dialog" className={styles.foot}>
          <span className={styles.left}>
            <Button>{toStayWords(move)}</Button>
          </span>
          <Button obstacle={reason.trim() === '' ? 'Write the reason first' : NO_OUTBOX}>Override and continue</Button>
          <FirstFocus>
            <Button look="primary" icon="sync" onPress={refresh.start} obstacle={refresh.obstacle} isBusy={refresh.isRunning}>
              {refresh.isRunning ? 'Reading usage' : 'Refresh usage'}
            </Button>
          </FirstFocus>
        </form>
      )
    default:
      return assertNever(verdict)
  }
}

function Stay({ move }: { move: Move }) {
  return (
    <FirstFocus>
      <Button look="primary" shortcut="Enter">
        {toStayWords(move)}
      </Button>
    </FirstFocus>
  )
}

function toStayWords({ current }: Move): string {
  return current ? `Stay on ${current.name}` : 'Change nothing'
}
