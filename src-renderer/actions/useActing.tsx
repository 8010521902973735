import { type ReactNode, useState } from 'react'
import type { ActionItem } from '../../src-shared/contract/actions.ts'
import { ActionDialog } from './ActionDialog.tsx'
import { AskedStrip } from './AskedStrip.tsx'
import type { ActionRequest } from './actionDraft.ts'

interface Acting {
  /** Opens the dialog of an action. */
  ask: (request: ActionRequest) => void
  /** The dialog, while it is open. */
  dialog: ReactNode
  /** What was queued last from here, and how far it is. */
  said: ReactNode
}

/** What a screen needs to let staff ask for something to be done. */
export function useActing(): Acting {
  const [request, setRequest] = useState<ActionRequest | null>(null)
  const [asked, setAsked] = useState<ActionItem | null>(null)
  return {
    ask: setRequest,
    dialog: request && <ActionDialog request={request} onQueued={setAsked} onClose={() => setRequest(null)} />,
    said: asked && <AskedStrip key={asked.id} action={asked} onDismiss={() => setAsked(null)} />,
  }
}
