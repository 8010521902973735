import { type ReactNode, useId, useState } from 'react'
import type { CardKind, SandboxState } from '../../../src-shared/contract/sandbox.ts'
import { useCompanyOffers } from '../../lib/useCompanyOffers.ts'
import { CompanyField } from '../../ui/CompanyField.tsx'
import { Select } from '../../ui/Select.tsx'
import { CommandButton } from './CommandButton.tsx'
import { cancel, payOpen, refund, setCard } from './commands.ts'
import { Purchase } from './Purchase.tsx'
import { SandboxSection } from './SandboxSection.tsx'
import styles from './sandbox.module.css'
import type { useChosenCompany } from './useChosenCompany.ts'
import type { SandboxCommand, SandboxDesk } from './useSandboxDesk.ts'

interface HappeningsSectionProps {
  desk: SandboxDesk
  prices: SandboxState['prices']
  chosen: ReturnType<typeof useChosenCompany>
}

const WORKING_CARD = 'working'
const PAID_WITH = [
  { card: null, words: 'A card that works' },
  { card: 'declines', words: 'A card that is declined' },
  { card: 'requires_action', words: 'A card whose bank asks back' },
  { card: 'delayed', words: 'A card that pays days later' },
] as const satisfies readonly { card: CardKind | null; words: string }[]

/** What a company can be made to do. */
export function HappeningsSection({ desk, prices, chosen: { company, choose } }: HappeningsSectionProps) {
  const id = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const offers = useCompanyOffers(typed, null)
  const [paidWith, setPaidWith] = useState<string>(WORKING_CARD)
  const card = PAID_WITH.find((kind) => kind.card === paidWith)?.card ?? null
  /** Of whichever company is chosen. */
  const forCompany = (make: (company: string) => SandboxCommand) => ({
    desk,
    command: company && make(company.id),
    missing: 'Choose a company first',
  })
  return (
    <SandboxSection title="Make something happen">
      <div className={styles.deeds}>
        <label htmlFor={`${id}company`}>Company</label>
        <CompanyField
          id={`${id}company`}
          company={company}
          typed={typed}
          onType={setTyped}
          offers={offers}
          placeholder="Name, e-mail or id"
          onPick={choose}
        />
        <label htmlFor={`${id}card`}>Paid with</label>
        <Select id={`${id}card`} value={paidWith} onChange={setPaidWith}>
          {PAID_WITH.map((kind) => (
            <option key={kind.words} value={kind.card ?? WORKING_CARD}>
              {kind.words}
            </option>
          ))}
        </Select>
        <Purchase desk={desk} prices={prices} companyId={company?.id ?? null} card={card} />
        <Deeds title="Pays">
          <CommandButton {...forCompany((name) => payOpen(name, card))}>Pay what is open</CommandButton>
        </Deeds>
        <Deeds title="Card">
          <CommandButton {...forCompany((name) => setCard(name, 'ok'))}>Card works</CommandButton>
          <CommandButton {...forCompany((name) => setCard(name, 'declines'))}>Card is declined</CommandButton>
        </Deeds>
        <Deeds title="Ends">
          <CommandButton {...forCompany((name) => cancel(name, false))}>Cancel at period end</CommandButton>
          <CommandButton {...forCompany((name) => cancel(name, true))}>Cancel now</CommandButton>
        </Deeds>
        <Deeds title="Refund">
          <CommandButton {...forCompany(refund)}>Give its last payment back</CommandButton>
        </Deeds>
      </div>
    </SandboxSection>
  )
}

function Deeds({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <span aria-hidden="true">{title}</span>
      <div className={styles.buttons}>{children}</div>
    </>
  )
}
