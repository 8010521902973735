import { useRef } from 'react'
import { assertNever } from '../../../src-shared/model/assert.ts'
import type { ActionRequest } from '../../actions/actionDraft.ts'
import { useTargets } from '../../actions/useTargets.ts'
import { useRecordObstacle } from '../../records/useRecordObstacle.ts'
import { Button } from '../../ui/Button.tsx'
import { FirstFocus } from './FirstFocus.tsx'
import styles from './move.module.css'
import type { Move } from './move.ts'
import { toApply } from './toApply.ts'
import type { UsageRefresh } from './useUsageRefresh.ts'

interface MoveFootProps {
  move: Move
  /** When the move becomes possible, where it must wait and that is known. */
  day: string | null
  reason: string
  refresh: UsageRefresh
  /** Opens the action that carries the move out. */
  onApply: (request: ActionRequest) => void
}

/**
 * The ways out of the dialog, of which the safe one has the focus.
 *
 * A button without an action sends the form, and with that the browser closes the dialog: so the focus returns to where it was.
 */
export function MoveFoot({ move, day, reason, refresh, onApply }: MoveFootProps) {
  const form = useRef<HTMLFormElement>(null)
  const targets = useTargets(move.company.id).data?.targets ?? null
  const recordObstacle = useRecordObstacle()
  const { verdict } = move.check
  const apply = toApply(move, targets, verdict === 'period-end' ? 'period-end' : 'now', reason.trim())
  const obstacle = recordObstacle ?? apply.obstacle

  function carryOut() {
    // Closed first, so that the focus goes back to where the next dialog takes it from.
    form.current?.closest('dialog')?.close()
    if (apply.request) onApply(apply.request)
  }

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
    case 'warning':
    case 'ok':
      return (
        <form ref={form} method="dialog" className={styles.foot}>
          <span className={styles.note}>{obstacle === null ? 'What it costs is shown before anything is queued.' : obstacle}</span>
          <Button obstacle={obstacle} onPress={carryOut}>
            {toWayOn(verdict, move, day)}
          </Button>
          <Stay move={move} />
        </form>
      )
    case 'unknown':
      return (
        <form ref={form} method="dialog" className={styles.foot}>
          <span className={styles.left}>
            <Button>{toStayWords(move)}</Button>
          </span>
          <Button obstacle={reason.trim() === '' ? 'Write the reason first' : obstacle} onPress={carryOut}>
            Override and continue
          </Button>
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

function toWayOn(verdict: 'period-end' | 'warning' | 'ok', { target }: Move, day: string | null): string {
  if (verdict === 'period-end') return `Schedule for ${day ?? 'the period’s end'}`
  return verdict === 'warning' ? 'I understand, continue' : `Move to ${target.name}`
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
