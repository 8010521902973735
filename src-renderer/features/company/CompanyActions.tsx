import { useState } from 'react'
import { ActionsMenu } from '../../actions/ActionsMenu.tsx'
import type { ActionRequest } from '../../actions/actionDraft.ts'
import { usePlace } from '../../lib/place.ts'
import { useRecordObstacle } from '../../records/useRecordObstacle.ts'
import { Button } from '../../ui/Button.tsx'
import { useShortcut } from '../../ui/useShortcut.ts'

interface CompanyActionsProps {
  company: { id: string; name: string }
  onAsk: (request: ActionRequest) => void
}

/** Opens all that can be done for a company. An address may open it from the start: `actions:refund`. */
export function CompanyActions({ company, onAsk }: CompanyActionsProps) {
  const { filter, amend } = usePlace()
  const obstacle = useRecordObstacle()
  const [isPressed, setPressed] = useState(false)
  const [word, search = ''] = filter?.split(':') ?? []
  const isOpen = isPressed || word === 'actions'
  useShortcut('a', () => {
    if (obstacle === null) setPressed(true)
  })

  function close() {
    setPressed(false)
    if (word === 'actions') amend({ filter: null })
  }

  return (
    <>
      <Button icon="outbox" shortcut="A" obstacle={obstacle} onPress={() => setPressed(true)}>
        Actions
      </Button>
      {isOpen && <ActionsMenu company={company} search={search} onChoose={onAsk} onClose={close} />}
    </>
  )
}
