import { classes } from './classes.ts'
import styles from './Truncated.module.css'

/** A text of others, shown as it is: cut where there is no room, whole in its title, in its own direction. */
export function Truncated({ text, look }: { text: string | null; look?: 'name' | 'id' }) {
  if (text === null || text === '') return <span className={styles.nothing}>–</span>
  return (
    <bdi className={classes(styles.text, look && styles[look])} dir="auto" title={text}>
      {text}
    </bdi>
  )
}
