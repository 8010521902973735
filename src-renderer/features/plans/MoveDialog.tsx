import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { EntitlementAnswer } from '../../../src-shared/contract/entitlements.ts'
import type { PlanComparison } from '../../../src-shared/contract/plans.ts'
import type { ActionRequest } from '../../actions/actionDraft.ts'
import { describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'
import { usePlace } from '../../lib/place.ts'
import type { ChosenCompany } from '../../lib/useChosenCompany.ts'
import type { Names } from '../../lib/useNames.ts'
import { useNow } from '../../ui/ClockContext.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { formatInstant } from '../../ui/formatInstant.ts'
import { useZone } from '../../ui/ZoneContext.ts'
import { CloseFoot } from './CloseFoot.tsx'
import type { Interval, PlanColumn } from './comparisonParts.ts'
import { DialogSkeleton } from './DialogSkeleton.tsx'
import { describeMove } from './describeMove.ts'
import { MoveBody } from './MoveBody.tsx'
import { MoveFoot } from './MoveFoot.tsx'
import type { Move } from './move.ts'
import { useUsageRefresh } from './useUsageRefresh.ts'

interface MoveDialogProps {
  comparison: PlanComparison
  target: PlanColumn
  company: ChosenCompany
  interval: Interval | null
  names: Names
  standing: EntitlementAnswer | null
  /** Opens the action that carries the move out. */
  onApply: (request: ActionRequest) => void
  onClose: () => void
}

/** May this company move to this plan? Asked each time it is opened: since it was last, hours may have passed. */
export function MoveDialog({ onApply, onClose, ...parts }: MoveDialogProps) {
  const { ask } = useEngine()
  const { at } = usePlace()
  const zone = useZone()
  // Only the day of the present matters here.
  const now = useNow(60_000)
  const [reason, setReason] = useState('')
  const refresh = useUsageRefresh()
  const { comparison, target, company } = parts
  const answer = useQuery(
    ask.plans.check.queryOptions({ input: { company: company.id, plan: `${comparison.product}.${target.plan}`, at }, gcTime: 0 }),
  )
  if (!answer.data) {
    const error = answer.isError ? describeError(answer.error) : null
    return (
      <Dialog
        icon="plans"
        title={error ? 'The move was not checked' : `Checking ${target.name} for ${company.name}`}
        foot={<CloseFoot />}
        onClose={onClose}
      >
        {error ? <ErrorState {...error} onRetry={() => void answer.refetch()} /> : <DialogSkeleton />}
      </Dialog>
    )
  }
  const check = answer.data
  const move: Move = { ...parts, check, current: comparison.columns.find(({ plan }) => plan === check.current) ?? null }
  const day = check.possibleAt === null || zone === null ? null : formatInstant(check.possibleAt, 'day', zone, now)
  return (
    <Dialog
      {...describeMove(move, day)}
      foot={<MoveFoot key={check.verdict} move={move} day={day} reason={reason} refresh={refresh} onApply={onApply} />}
      onClose={onClose}
    >
      <MoveBody move={move} reason={reason} onReason={setReason} refresh={refresh} />
    </Dialog>
  )
}
