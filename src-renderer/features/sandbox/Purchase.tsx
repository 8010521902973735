import { useId, useState } from 'react'
import type { CardKind, SandboxState } from '../../../src-shared/contract/sandbox.ts'
import { Select } from '../../ui/Select.tsx'
import { CommandButton } from './CommandButton.tsx'
import { buy } from './commands.ts'
import { groupPrices } from './groupPrices.ts'
import styles from './sandbox.module.css'
import type { SandboxDesk } from './useSandboxDesk.ts'

interface PurchaseProps {
  desk: SandboxDesk
  prices: SandboxState['prices']
  /** Null while none is chosen. */
  companyId: string | null
  card: CardKind | null
}

/** Chooses a plan or a pack, and has the company buy it. */
export function Purchase({ desk, prices, companyId, card }: PurchaseProps) {
  const id = useId()
  const [wanted, setWanted] = useState('')
  const groups = groupPrices(prices)
  const chosen = groups.flatMap((group) => group.prices).find(({ name }) => name === wanted)
  return (
    <>
      <label htmlFor={id}>Buys</label>
      <div className={styles.stack}>
        <Select id={id} value={wanted} onChange={setWanted}>
          <option value="">A plan or a pack…</option>
          {groups.map(({ product, prices: offered }) => (
            <optgroup key={product} label={product}>
              {offered.map(({ name, title, cost }) => (
                <option key={name} value={name}>
                  {`${title}, ${cost}`}
                </option>
              ))}
            </optgroup>
          ))}
        </Select>
        <div className={styles.line}>
          <CommandButton
            desk={desk}
            command={companyId !== null && chosen ? buy(companyId, chosen.name, card) : null}
            missing={companyId === null ? 'Choose a company first' : 'Choose what it buys first'}
          >
            Buy
          </CommandButton>
          {/* In the list above there is not always room for it. */}
          {chosen && <span className={styles.cost}>{chosen.cost}</span>}
        </div>
      </div>
    </>
  )
}
