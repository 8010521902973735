import type { EntitlementAnswer } from '../../../src-shared/contract/entitlements.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import styles from './company.module.css'

/** The answer in one sentence, then the facts and rules behind it by time. */
export function Why({ title, lines }: { title: string; lines: EntitlementAnswer['why'] }) {
  return (
    <div className={styles.why}>
      <h3 className={styles.whyTitle}>{title}</h3>
      <ol className={styles.whyLines}>
        {lines.map(({ at, rule, text, fact }) => (
          <li key={`${at} ${rule} ${text}`}>
            <InstantText at={at} look="time" className={styles.whyTime} />
            <span>
              {text}
              <span className={styles.whySource}>
                <code className={styles.rule}>
                  <Icon name="rule" size={12} />
                  {rule}
                </code>
                {fact && (
                  <>
                    <code className={styles.ref}>{fact.ref}</code>
                    <CopyButton text={fact.ref} what={`the ${fact.type}’s id`} />
                  </>
                )}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </div>
  )
}
