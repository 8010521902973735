import { Button } from '../../ui/Button.tsx'
import styles from './desk.module.css'

interface AssignButtonProps {
  name: string
  obstacle: string | null
  onPress: () => void
}

/** Names the company in full: what is pressed must not be guessed. */
export function AssignButton({ name, obstacle, onPress }: AssignButtonProps) {
  return (
    <span data-assign className={styles.assign}>
      <Button isSmall obstacle={obstacle} onPress={onPress}>
        <bdi>Assign to {name}</bdi>
      </Button>
    </span>
  )
}
