import type { SandboxState } from '../../../src-shared/contract/sandbox.ts'
import { Switch } from '../../ui/Switch.tsx'
import { CommandButton, findObstacle } from './CommandButton.tsx'
import { clearFaults, setFault } from './commands.ts'
import { FAULT_WORDS } from './faultWords.ts'
import { SandboxSection } from './SandboxSection.tsx'
import styles from './sandbox.module.css'
import type { SandboxDesk } from './useSandboxDesk.ts'

/** What can go wrong between the console and its provider. */
export function FaultsSection({ desk, faults }: { desk: SandboxDesk; faults: SandboxState['faults'] }) {
  const on = faults.filter(({ isOn }) => isOn).length
  return (
    <SandboxSection
      title="Faults"
      note={on === 0 ? null : `${on} on`}
      tools={
        <CommandButton look="ghost" desk={desk} command={on === 0 ? null : clearFaults()} missing="No fault is on">
          Switch all off
        </CommandButton>
      }
    >
      <ul className={styles.faults}>
        {faults.map(({ name, isOn, met }) => (
          <li key={name}>
            <Switch
              isOn={isOn}
              title={name}
              obstacle={findObstacle(desk, setFault(name, !isOn))}
              onSwitch={(willBeOn) => desk.run(setFault(name, willBeOn))}
            >
              <span className={styles.faultWords}>{FAULT_WORDS[name] ?? name}</span>
              {met > 0 && <span className={styles.met}>met {met.toLocaleString('en')}×</span>}
            </Switch>
          </li>
        ))}
      </ul>
    </SandboxSection>
  )
}
