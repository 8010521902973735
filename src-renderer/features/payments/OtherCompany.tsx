import { useId, useState } from 'react'
import type { ChosenCompany } from '../../lib/useChosenCompany.ts'
import { useCompanyOffers } from '../../lib/useCompanyOffers.ts'
import { CompanyField } from '../../ui/CompanyField.tsx'
import { AssignButton } from './AssignButton.tsx'
import styles from './desk.module.css'

interface OtherCompanyProps {
  obstacle: string | null
  onAssign: (company: ChosenCompany) => void
}

/** A company that nothing proposed. */
export function OtherCompany({ obstacle, onAssign }: OtherCompanyProps) {
  const id = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const [chosen, setChosen] = useState<ChosenCompany | null>(null)
  const offers = useCompanyOffers(typed, null)
  return (
    <div className={styles.field}>
      <label htmlFor={id}>Another company</label>
      <CompanyField
        id={id}
        company={chosen}
        typed={typed}
        onType={setTyped}
        offers={offers}
        placeholder="Name, e-mail, phone or id"
        onPick={setChosen}
        onClear={() => setChosen(null)}
      />
      {chosen && <AssignButton name={chosen.name} obstacle={obstacle} onPress={() => onAssign(chosen)} />}
    </div>
  )
}
