import type { EntitlementAnswer } from '../../../src-shared/contract/entitlements.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { FactRef } from './FactRef.tsx'
import { FactText } from './FactText.tsx'
import { RuleBadge } from './RuleBadge.tsx'
import styles from './why.module.css'

/** Facts and rules by time, the oldest first. @param title over them */
export function WhyLines({ title, lines }: { title: string; lines: EntitlementAnswer['why'] }) {
  if (lines.length === 0) return <p className={styles.none}>No fact and no rule: this is how a company begins.</p>
  const byTime = [...lines].sort((a, b) => a.at - b.at)
  return (
    <>
      <h4 className={styles.label}>{title}</h4>
      <ol className={styles.lines}>
        {byTime.map(({ at, rule, text, fact }) => (
          <li key={`${at} ${rule} ${text}`}>
            <InstantText at={at} look="moment" className={styles.when} />
            <div className={styles.line}>
              <p>
                <FactText text={text} />
              </p>
              <span className={styles.rests}>
                <RuleBadge rule={rule} />
                {fact && <FactRef source={fact.provider} type={fact.type} ref={fact.ref} />}
              </span>
            </div>
          </li>
        ))}
      </ol>
    </>
  )
}
