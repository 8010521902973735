import { useState } from 'react'
import type { HoursAnswer, LedgerWindowAnswer } from '../../../src-shared/contract/hours.ts'
import { InspectorSection } from '../../ui/Inspector.tsx'
import { LedgerFoot } from './LedgerFoot.tsx'
import styles from './ledger.module.css'
import { StepRow } from './StepRow.tsx'
import { WindowStepper } from './WindowStepper.tsx'

interface LedgerProps {
  hours: HoursAnswer
  ledger: readonly LedgerWindowAnswer[]
}

/** What happened to the hours, one window at a time: at first the one that is on. */
export function Ledger({ hours, ledger }: LedgerProps) {
  const on = ledger.findIndex(({ window }) => window !== null && window.start === hours.window?.start)
  const first = on < 0 ? ledger.length - 1 : on
  const [chosen, setChosen] = useState<number | null>(null)
  const index = Math.min(chosen ?? first, ledger.length - 1)
  const shown = ledger[index]
  if (!shown)
    return (
      <InspectorSection title="Ledger">
        <p className={styles.none}>No hours were ever allocated, bought or worked.</p>
      </InspectorSection>
    )
  return (
    <InspectorSection title="Ledger">
      <WindowStepper shown={shown} index={index} count={ledger.length} onStep={setChosen} />
      {shown.steps.length === 0 ? (
        <p className={styles.none}>{shown.isPaid ? 'Nothing moved in this window.' : 'Nothing moved: this window is not paid for.'}</p>
      ) : (
        <table className={styles.table} aria-label="Ledger, step by step">
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Step</th>
              <th scope="col">Moved</th>
              <th scope="col">Available</th>
            </tr>
          </thead>
          <tbody>
            {shown.steps.map((step, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place: one fact may move minutes several times
              <StepRow key={place} step={step} />
            ))}
          </tbody>
        </table>
      )}
      <LedgerFoot shown={shown} isOn={index === on} cap={hours.rollover.cap} />
    </InspectorSection>
  )
}
