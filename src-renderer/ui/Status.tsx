import { classes } from './classes.ts'
import { Icon } from './Icon.tsx'
import type { IconName } from './iconShapes.tsx'
import styles from './Status.module.css'
import type { Tone } from './tone.ts'

interface StatusProps {
  icon: IconName
  tone: Tone
  word: string
  /** Gives way first where there is no room. */
  detail?: string | undefined
  title?: string | undefined
}

/** A sign, a word, a colour. The usual state is quiet: only its sign has colour. */
export function Status({ icon, tone, word, detail, title }: StatusProps) {
  return (
    <span className={classes(styles.status, tone === 'ok' && styles.quiet)} data-tone={tone} title={title}>
      <Icon name={icon} />
      <span className={styles.words}>
        {word}
        {detail && <span className={styles.detail}> {detail}</span>}
      </span>
    </span>
  )
}
