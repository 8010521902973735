import { useState } from 'react'
import { useHealth } from '../../lib/useHealth.ts'
import { ImportStatementDialog } from '../../records/ImportStatementDialog.tsx'
import { useRecordObstacle } from '../../records/useRecordObstacle.ts'
import { Button } from '../../ui/Button.tsx'

/** The way to what M-Pesa’s own list has forgotten; nothing, where M-Pesa is not connected. */
export function ImportButton() {
  const hasMpesa = useHealth().data?.connections.some(({ provider }) => provider === 'mpesa') ?? false
  const obstacle = useRecordObstacle()
  const [isOpen, setOpen] = useState(false)
  if (!hasMpesa) return null
  return (
    <>
      <Button look="ghost" obstacle={obstacle} onPress={() => setOpen(true)}>
        Import statement…
      </Button>
      {isOpen && <ImportStatementDialog onClose={() => setOpen(false)} />}
    </>
  )
}
