import type { ActionTarget } from '../../src-shared/contract/actions.ts'
import type { ActionKind } from '../../src-shared/model/action.ts'
import type { ProviderName } from '../../src-shared/model/provider.ts'
import { Button } from '../ui/Button.tsx'
import { ProviderMark } from '../ui/ProviderMark.tsx'
import { Truncated } from '../ui/Truncated.tsx'
import { ACTION_WORDS } from './actionWords.ts'
import styles from './dialog.module.css'

interface Offered {
  target: ActionTarget
  kind: ActionKind
  obstacle: string | null
}

interface TargetOffersProps {
  title: string
  provider: ProviderName | null
  offers: readonly Offered[]
  /** Whether each line says what it is done to. */
  isNaming?: boolean
  /** Why nothing at all can be asked for now. */
  obstacle: string | null
  onChoose: (target: ActionTarget, kind: ActionKind) => void
}

/** What can be done to one thing, or to several of a kind; and why the rest cannot. */
export function TargetOffers({ title, provider, offers, isNaming = false, obstacle, onChoose }: TargetOffersProps) {
  if (offers.length === 0) return null
  // What can be had stands first.
  const sorted = [...offers].sort((a, b) => Number(a.obstacle !== null) - Number(b.obstacle !== null))
  return (
    <section className={styles.target} aria-label={title}>
      <h3>
        {provider && <ProviderMark provider={provider} />}
        <Truncated text={title} look="name" />
      </h3>
      <ul>
        {sorted.map(({ target, kind, obstacle: own }) => (
          <li key={`${kind} ${target.provider} ${target.ref}`}>
            <Button isSmall look="ghost" icon={ACTION_WORDS[kind].icon} obstacle={own ?? obstacle} onPress={() => onChoose(target, kind)}>
              {ACTION_WORDS[kind].offer}
            </Button>
            {(isNaming || own !== null) && (
              <span className={styles.obstacle}>{[isNaming ? target.label : null, own].filter(Boolean).join(': ')}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
