import { usePlace } from '../../lib/place.ts'
import { useRecordObstacle } from '../../records/useRecordObstacle.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { InspectorSection } from '../../ui/Inspector.tsx'
import { useShortcut } from '../../ui/useShortcut.ts'
import styles from './inspector.module.css'

interface HoursActionsProps {
  company: string
  /** Whether its balance is there. */
  isKnown: boolean
  /** What was recorded last. */
  said: string | null
  onOpen: (dialog: 'log' | 'pack') => void
  onCredit: () => void
}

export function HoursActions({ company, isKnown, said, onOpen, onCredit }: HoursActionsProps) {
  const { go } = usePlace()
  const obstacle = useRecordObstacle() ?? (isKnown ? null : 'Its hours are not there yet')
  useShortcut('l', () => {
    if (obstacle === null) onOpen('log')
  })
  return (
    <InspectorSection>
      <div className={styles.actions}>
        <Button isSmall look="primary" shortcut="L" obstacle={obstacle} onPress={() => onOpen('log')}>
          Log hours
        </Button>
        <Button isSmall obstacle={obstacle} onPress={() => onOpen('pack')}>
          Add a pack
        </Button>
        <Button isSmall obstacle={obstacle} onPress={onCredit}>
          Credit a pack
        </Button>
        <Button isSmall look="ghost" icon="arrowRight" onPress={() => go('company', { company })}>
          Open company
        </Button>
      </div>
      <p role="status" className={styles.said}>
        {said !== null && (
          <>
            <Icon name="check" size={14} />
            <span>{said}</span>
          </>
        )}
      </p>
    </InspectorSection>
  )
}
