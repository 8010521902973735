import { useState } from 'react'
import type { Company } from '../../../src-shared/contract/companies.ts'
import { useHealth } from '../../lib/useHealth.ts'
import { useRecordObstacle } from '../../records/useRecordObstacle.ts'
import { Button } from '../../ui/Button.tsx'
import { ExpectDialog } from './ExpectDialog.tsx'
import { listCollectors } from './listCollectors.ts'

/** @param onDone told in words what is expected */
export function ExpectButton({ company, onDone }: { company: Company; onDone: (said: string) => void }) {
  const connections = useHealth().data?.connections
  const [isOpen, setOpen] = useState(false)
  const providers = listCollectors(connections ?? [], company.links)
  const unconnected = connections?.length === 0 ? 'No provider is connected that could collect it' : null
  return (
    <>
      <Button
        isSmall
        look="ghost"
        icon="plus"
        obstacle={useRecordObstacle() ?? (connections ? unconnected : 'The connections are not there yet')}
        onPress={() => setOpen(true)}
      >
        Expect a payment
      </Button>
      {isOpen && <ExpectDialog company={company} providers={providers} onDone={onDone} onClose={() => setOpen(false)} />}
    </>
  )
}
