import { useState } from 'react'
import type { Company } from '../../../src-shared/contract/companies.ts'
import { useHealth } from '../../lib/useHealth.ts'
import { useRecordObstacle } from '../../records/useRecordObstacle.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Section } from '../../ui/Section.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import { ClaimField } from './ClaimField.tsx'
import styles from './links.module.css'
import { Refusal } from './Refusal.tsx'
import { useLinking } from './useLinking.ts'

/** By what a payment of M-Pesa is known to be a company’s: the code that it is asked to write, and what staff said to be its. */
export function PaysBy({ company }: { company: Company }) {
  const { code, phones, references } = company
  const hasMpesa = useHealth().data?.connections.some(({ provider }) => provider === 'mpesa') ?? false
  const obstacle = useRecordObstacle()
  const { claim } = useLinking(company)
  const [adding, setAdding] = useState<'phone' | 'reference' | null>(null)
  const isBusy = claim.isPending ? 'It is being recorded' : null
  if (!hasMpesa && phones.length === 0 && references.length === 0) return null
  const claims = [
    ...phones.map((value) => ({ kind: 'phone' as const, name: 'Phone', value })),
    ...references.map((value) => ({ kind: 'reference' as const, name: 'Reference', value })),
  ]
  return (
    <Section
      title="Pays by"
      tools={
        <>
          <Button isSmall look="ghost" icon="plus" obstacle={obstacle} label="Add a phone" onPress={() => setAdding('phone')}>
            Phone
          </Button>
          <Button isSmall look="ghost" icon="plus" obstacle={obstacle} label="Add a reference" onPress={() => setAdding('reference')}>
            Reference
          </Button>
        </>
      }
    >
      <ul className={styles.claims}>
        <li>
          <span className={styles.kind}>M-Pesa code</span>
          <Truncated text={code} look="id" />
          <CopyButton text={code} what="the code for M-Pesa" />
        </li>
        {claims.map(({ kind, name, value }) => (
          <li key={`${kind} ${value}`}>
            <span className={styles.kind}>{name}</span>
            <Truncated text={value} look="id" />
            <CopyButton text={value} what={value} />
            <span className={styles.end}>
              <Button
                isSmall
                look="ghost"
                icon="x"
                label={`Take back ${value}`}
                obstacle={obstacle ?? isBusy}
                onPress={() => claim.mutate({ kind, value, isTakenBack: true })}
              />
            </span>
          </li>
        ))}
      </ul>
      {adding !== null && (
        <ClaimField
          key={adding}
          kind={adding}
          obstacle={obstacle ?? isBusy}
          onAdd={(value) => claim.mutate({ kind: adding, value, isTakenBack: false }, { onSuccess: () => setAdding(null) })}
          onClose={() => setAdding(null)}
        />
      )}
      <Refusal error={claim.error} />
    </Section>
  )
}
