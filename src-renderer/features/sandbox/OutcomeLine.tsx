import { Icon } from '../../ui/Icon.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import styles from './sandbox.module.css'
import type { Outcome } from './useSandboxDesk.ts'

/** What came of the last command, said where it is read out. */
export function OutcomeLine({ outcome }: { outcome: Outcome | null }) {
  return (
    <div className={styles.outcome}>
      <div role="status">{outcome && outcome.kind !== 'refused' ? <Said outcome={outcome} /> : null}</div>
      {outcome === null && <p className={styles.help}>What happens is told here.</p>}
      {outcome?.kind === 'refused' && (
        <p role="alert" className={styles.refusal}>
          <Icon name="failed" />
          <span>
            <b>{outcome.title}</b> {outcome.hint}
          </span>
        </p>
      )}
    </div>
  )
}

function Said({ outcome }: { outcome: Exclude<Outcome, { kind: 'refused' }> }) {
  if (outcome.kind === 'busy') return <p className={styles.help}>{outcome.doing}</p>
  const { at, said, notFollowed } = outcome.happening
  return (
    <>
      <p className={styles.when}>
        <InstantText at={at} look="moment" />
      </p>
      <ul className={styles.said}>
        {said.map((sentence, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two things that happened may be told in the same words
          <li key={index}>{sentence}</li>
        ))}
      </ul>
      {notFollowed !== null && (
        <p className={styles.notFollowed} data-tone="watch">
          <Icon name="warn" />
          <span>The mirror could not follow: {notFollowed}</span>
        </p>
      )}
    </>
  )
}
