import { useState } from 'react'
import type { Company } from '../../../src-shared/contract/companies.ts'
import { usePlace } from '../../lib/place.ts'
import { Button } from '../../ui/Button.tsx'
import { MoneyText } from '../../ui/MoneyText.tsx'
import { useShortcut } from '../../ui/useShortcut.ts'
import styles from './company.module.css'
import { NoteDialog } from './NoteDialog.tsx'
import { UsageDialog } from './UsageDialog.tsx'

/** Why nothing can be written down while the past is shown. */
export const PAST_OBSTACLE = 'You see the past: go back to now to write something down'

export function CompanyHead({ company }: { company: Company }) {
  const { at, go } = usePlace()
  const [open, setOpen] = useState<'note' | 'usage' | null>(null)
  const obstacle = at === null ? null : PAST_OBSTACLE
  useShortcut('n', () => {
    if (obstacle === null) setOpen('note')
  })
  return (
    <header className={styles.head}>
      <span className={styles.tile} aria-hidden="true">
        {initials(company.name)}
      </span>
      <div className={styles.headWords}>
        <h1 className={styles.name} dir="auto" title={company.name}>
          {company.name}
        </h1>
        <p className={styles.meta}>
          {company.email && <span>{company.email}</span>}
          {company.mrr.length > 0 && <span>MRR</span>}
          {company.mrr.map((money) => (
            <MoneyText key={money.currency} {...money} />
          ))}
        </p>
      </div>
      <div className={styles.tools}>
        <Button icon="note" shortcut="N" onPress={() => setOpen('note')} obstacle={obstacle}>
          Note
        </Button>
        <Button icon="usage" onPress={() => setOpen('usage')} obstacle={obstacle}>
          Add usage
        </Button>
        <Button icon="plans" onPress={() => go('plans', { company: company.id, product: company.subscriptions[0]?.product ?? null })}>
          Plans
        </Button>
      </div>
      {open === 'note' && <NoteDialog companyId={company.id} onClose={() => setOpen(null)} />}
      {open === 'usage' && <UsageDialog companyId={company.id} onClose={() => setOpen(null)} />}
    </header>
  )
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /\p{L}/u.test(word))
  return words
    .slice(0, 2)
    .map((word) => /\p{L}/u.exec(word)?.[0] ?? '')
    .join('')
    .toUpperCase()
}
