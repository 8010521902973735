import { Fragment } from 'react'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Hidden } from '../../ui/Hidden.tsx'
import { Icon } from '../../ui/Icon.tsx'
import styles from './move.module.css'
import type { Move } from './move.ts'

/** What must be done before the move is possible, to be copied into a message. */
export function Steps({ move: { check, target } }: { move: Move }) {
  if (check.steps.length === 0) return null
  return (
    <section className={styles.steps} aria-label={`To move down to ${target.name}`}>
      <header>
        <h3>To move down to {target.name}</h3>
        <CopyButton text={check.steps.join('\n')} what="steps" />
      </header>
      <ol>
        {check.steps.map((step) => (
          <li key={step}>
            <StepText step={step} />
          </li>
        ))}
      </ol>
    </section>
  )
}

/** The bundled face has no arrow: it is drawn, and said as it was written. */
function StepText({ step }: { step: string }) {
  const [first, ...rest] = step.split('→')
  return (
    <>
      {first}
      {rest.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, which never move
        <Fragment key={index}>
          <Icon name="arrowRight" size={12} />
          <Hidden>→</Hidden>
          {part}
        </Fragment>
      ))}
    </>
  )
}
