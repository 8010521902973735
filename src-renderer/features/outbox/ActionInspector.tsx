import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { ActionStatus } from '../../actions/ActionStatus.tsx'
import type { ActionRequest } from '../../actions/actionDraft.ts'
import { CopyLink } from '../../actions/CopyLink.tsx'
import { describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Inspector, InspectorSection } from '../../ui/Inspector.tsx'
import { InspectorActions } from '../../ui/InspectorActions.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { ActionButtons } from './ActionButtons.tsx'
import { ActionFacts } from './ActionFacts.tsx'
import { ActionSteps } from './ActionSteps.tsx'
import { DiffersList } from './DiffersList.tsx'
import styles from './outbox.module.css'
import { ReasonDialog } from './ReasonDialog.tsx'
import { useActionCommands } from './useActionCommands.ts'

interface ActionInspectorProps {
  id: string
  /** What was asked for in place of another. */
  said: ReactNode
  /** Opens the dialog of an action, as for changing it. */
  onAsk: (request: ActionRequest) => void
  onSettle: () => void
  onClose: () => void
}

/** All of one action: how it stands and why, what can be done with it, and every step of it. */
export function ActionInspector({ id, said, onAsk, onSettle, onClose }: ActionInspectorProps) {
  const { ask } = useEngine()
  const detail = useQuery(ask.actions.get.queryOptions({ input: { id } }))
  const commands = useActionCommands(id)
  const [asking, setAsking] = useState<'approve' | 'cancel' | null>(null)
  if (detail.isError)
    return (
      <Inspector title="Action" onClose={onClose}>
        <ErrorState {...describeError(detail.error)} onRetry={() => void detail.refetch()} />
      </Inspector>
    )
  if (!detail.data)
    return (
      <Inspector title="Action" onClose={onClose}>
        <InspectorSection>
          <Skeleton width="80%" />
          <Skeleton width="64%" />
        </InspectorSection>
      </Inspector>
    )
  const { action, steps } = detail.data
  const fault = commands.error && describeError(commands.error)

  function askReason(what: 'approve' | 'cancel') {
    // Why another one failed is not this one's.
    commands.forget()
    setAsking(what)
  }

  return (
    <Inspector title={action.title} onClose={onClose}>
      <InspectorSection>
        <ActionStatus state={action.state} />
        <p className={styles.sentence}>{action.standing}</p>
        {said}
        <ActionButtons detail={detail.data} commands={commands} onAsk={onAsk} onSettle={onSettle} onReason={askReason} />
        {fault && (
          <p role="alert" className={styles.fault}>
            {fault.title} {fault.hint}
          </p>
        )}
        {action.hasLink && (
          <InspectorActions>
            <CopyLink id={id} />
          </InspectorActions>
        )}
      </InspectorSection>
      {action.conflict.length > 0 && (
        <InspectorSection title="What changed">
          <DiffersList rows={action.conflict} />
        </InspectorSection>
      )}
      <InspectorSection>
        <ActionFacts action={action} />
      </InspectorSection>
      <InspectorSection title="Step by step">
        <ActionSteps steps={steps} />
      </InspectorSection>
      {asking !== null && <ReasonDialog what={asking} action={action} commands={commands} onClose={() => setAsking(null)} />}
    </Inspector>
  )
}
