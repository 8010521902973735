import { assertNever } from '../../../src-shared/model/assert.ts'
import { ExceedsTable } from '../../actions/ExceedsTable.tsx'
import { Steps } from '../../actions/Steps.tsx'
import { ChangeTable } from './ChangeTable.tsx'
import { FitsLine } from './FitsLine.tsx'
import { Losses } from './Losses.tsx'
import { listDifferences } from './listChanges.ts'
import { MoveLine } from './MoveLine.tsx'
import type { Move } from './move.ts'
import { ReasonField } from './ReasonField.tsx'
import { StaleTable } from './StaleTable.tsx'
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
          <Exceeds move={move} />
          <FitsLine move={move} />
          <StaleTable move={move} />
          <Steps title={`To move down to ${move.target.name}`} steps={move.check.steps} />
        </>
      )
    case 'unknown':
      return (
        <>
          <StaleTable move={move} />
          <Exceeds move={move} />
          <Losses move={move} />
        </>
      )
    case 'period-end':
      return (
        <>
          <Exceeds move={move} />
          <Losses move={move} />
        </>
      )
    case 'warning':
      return <Losses move={move} />
    case 'ok':
      return (
        <>
          <ChangeTable move={move} changes={listDifferences(move)} />
          <Exceeds move={move} />
          <StaleTable move={move} />
        </>
      )
    default:
      return assertNever(verdict)
  }
}

function Exceeds({ move: { check, target, names } }: { move: Move }) {
  return <ExceedsTable product={check.product} plan={target.name} exceeds={check.exceeds} names={names} />
}
