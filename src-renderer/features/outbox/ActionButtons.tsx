import type { ActionDetail } from '../../../src-shared/contract/actions.ts'
import { type ActionRequest, toDraft } from '../../actions/actionDraft.ts'
import { usePlace } from '../../lib/place.ts'
import { Button } from '../../ui/Button.tsx'
import { InspectorActions } from '../../ui/InspectorActions.tsx'
import { useZone } from '../../ui/ZoneContext.ts'
import type { useActionCommands } from './useActionCommands.ts'

interface ActionButtonsProps {
  detail: ActionDetail
  commands: ReturnType<typeof useActionCommands>
  onAsk: (request: ActionRequest) => void
  onSettle: () => void
  /** Asks for a reason first. */
  onReason: (what: 'approve' | 'cancel') => void
}

/** What somebody may do with an action as it stands. */
export function ActionButtons({ detail: { action, wish }, commands, onAsk, onSettle, onReason }: ActionButtonsProps) {
  const { go } = usePlace()
  const zone = useZone() ?? 'UTC'
  const { can, id, company, companyName, title, reason } = action
  const { obstacle, isBusy } = commands

  function edit() {
    const draft = toDraft(wish, zone, action.amount?.currency ?? null)
    onAsk({ company: { id: company, name: companyName }, draft, label: title, reason, replaces: id })
  }

  return (
    <InspectorActions>
      {can.settle && (
        <Button isSmall look="primary" obstacle={obstacle} onPress={onSettle}>
          Settle…
        </Button>
      )}
      {can.approve && (
        <Button isSmall look="primary" obstacle={obstacle} onPress={() => onReason('approve')}>
          Confirm…
        </Button>
      )}
      {can.send && (
        <Button isSmall icon="outbox" obstacle={obstacle} isBusy={isBusy} onPress={commands.send}>
          Send now
        </Button>
      )}
      {can.edit && (
        <Button isSmall icon="pencil" obstacle={obstacle} onPress={edit}>
          Edit…
        </Button>
      )}
      {can.cancel && (
        <Button isSmall icon="x" obstacle={obstacle} onPress={() => onReason('cancel')}>
          Cancel…
        </Button>
      )}
      <Button isSmall look="ghost" icon="arrowRight" onPress={() => go('company', { company })}>
        Open company
      </Button>
      <Button isSmall look="ghost" icon="activity" onPress={() => go('activity', { filter: `audit,action:${id}` })}>
        Audit log
      </Button>
    </InspectorActions>
  )
}
