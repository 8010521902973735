import { Icon } from '../../ui/Icon.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import styles from './aside.module.css'
import { FactRef } from './FactRef.tsx'
import { FactText } from './FactText.tsx'
import type { Happening } from './happening.ts'
import { RuleBadge } from './RuleBadge.tsx'

export function TimelineItem({ happening: { at, icon, tone, title, detail, rule, fact } }: { happening: Happening }) {
  return (
    <li data-tone={tone}>
      <span className={styles.dot}>
        <Icon name={icon} />
      </span>
      <div className={styles.happened}>
        <p className={styles.title}>
          <FactText text={title} />
        </p>
        <p className={styles.detail}>
          <InstantText at={at} look="moment" className={styles.when} />
          {detail !== null && <span dir="auto">{detail}</span>}
        </p>
        <p className={styles.rests}>
          {rule !== null && <RuleBadge rule={rule} />}
          {fact && <FactRef {...fact} isBrief />}
        </p>
      </div>
    </li>
  )
}
