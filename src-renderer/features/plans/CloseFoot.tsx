import { Button } from '../../ui/Button.tsx'
import { FirstFocus } from './FirstFocus.tsx'
import styles from './move.module.css'

/** The only way out while there is no answer. */
export function CloseFoot() {
  return (
    <form method="dialog" className={styles.foot}>
      <FirstFocus>
        <Button shortcut="Esc">Close</Button>
      </FirstFocus>
    </form>
  )
}
