import type { ActionPreview } from '../../src-shared/contract/actions.ts'
import { useNames } from '../lib/useNames.ts'
import { Icon } from '../ui/Icon.tsx'
import { InstantText } from '../ui/InstantText.tsx'
import { BeforeAfter } from './BeforeAfter.tsx'
import { CheckPart } from './CheckPart.tsx'
import { describePermission } from './describePermission.ts'
import styles from './evidence.module.css'
import { GainedLost } from './GainedLost.tsx'
import { MoneyPart } from './MoneyPart.tsx'

interface PreviewBodyProps {
  preview: ActionPreview
  /** What the plan is called that is moved to. */
  plan: string | null
}

/** What an action would do, as the engine answered it: why it may not be had first, then what changes, what it costs, and when. */
export function PreviewBody({ preview, plan }: PreviewBodyProps) {
  const names = useNames()
  const { refusal, permission, check, product, takesEffect, effectAt, warnings, gained, lost } = preview
  return (
    <>
      {refusal && (
        <p className={styles.hint} data-tone="bad" role="alert">
          <Icon name="failed" />
          <span>
            <b>{refusal.reason}</b> {refusal.hint}
          </span>
        </p>
      )}
      {permission === 'no' && (
        <p className={styles.hint} data-tone="bad">
          <Icon name="lock" />
          <span>{describePermission(preview)} Put a key in its place that may, in Settings.</span>
        </p>
      )}
      <BeforeAfter preview={preview} />
      {check && <CheckPart check={check} product={product} plan={plan ?? 'The plan'} names={names} />}
      <GainedLost gained={gained} lost={lost} />
      <MoneyPart preview={preview} />
      {takesEffect !== 'now' && (
        <p className={styles.hint}>
          <Icon name="calendar" />
          <span>
            Takes effect {takesEffect === 'period-end' ? 'at the period’s end' : 'on that day'}
            {effectAt !== null && (
              <>
                , <InstantText at={effectAt} look="moment" />
              </>
            )}
            . Nothing changes before.
          </span>
        </p>
      )}
      {warnings.map((warning) => (
        <p key={warning} className={styles.hint} data-tone="watch">
          <Icon name="warn" />
          <span>{warning}</span>
        </p>
      ))}
      {preview.needs.approval && (
        <p className={styles.hint}>
          <Icon name="user" />
          <span>It moves more than the limit: it waits in the outbox until it is confirmed once more.</span>
        </p>
      )}
    </>
  )
}
