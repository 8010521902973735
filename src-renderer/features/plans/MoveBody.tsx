import { assertNever } from '../../../src-shared/model/assert.ts'
import { ChangeTable } from './ChangeTable.tsx'
import { ExceedsTable } from './ExceedsTable.tsx'
import { FitsLine } from './FitsLine.tsx'
import { Losses } from './Losses.tsx'
import { listDifferences } from './listChanges.ts'
import { MoveLine } from './MoveLine.tsx'
import type { Move } from './move.ts'
import { ReasonField } from './ReasonField.tsx'
import { StaleTable } from './StaleTable.tsx'
import { Steps } from './Steps.tsx'
import type { UsageRefresh } from './useUsageRefresh.ts'

interface MoveBodyProps {
  move: Move
  reason: string
  onReason: (reason: string) => void
  refresh: UsageRefresh
}

/** The evidence for what the check found. */
export function MoveBody({ move, reason, onReason, refresh }: MoveBodyProps) {
  return (
    <>
      <MoveLine move={move} />
      <Evidence move={move} />
      {move.check.verdict === 'unknown' && <ReasonField reason={reason} onReason={onReason} refresh={refresh} />}
    </>
  )
}

function Evidence({ move }: { move: Move }) {
  const { verdict } = move.check
  switch (verdict) {
    case 'blocked':
      return (
        <>
          <ExceedsTable move={move} />
          <FitsLine move={move} />
          <StaleTable move={move} />
          <Steps move={move} />
        </>
      )
    case 'unknown':
      return (
        <>
          <StaleTable move={move} />
          <ExceedsTable move={move} />
          <Losses move={move} />
        </>
      )
    case 'period-end':
      return (
        <>
          <ExceedsTable move={move} />
          <Losses move={move} />
        </>
      )
    case 'warning':
      return <Losses move={move} />
    case 'ok':
      return (
        <>
          <ChangeTable move={move} changes={listDifferences(move)} />
          <ExceedsTable move={move} />
          <StaleTable move={move} />
        </>
      )
    default:
      return assertNever(verdict)
  }
}
