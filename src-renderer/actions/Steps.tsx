import { ArrowText } from '../ui/ArrowText.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import styles from './evidence.module.css'

/** What must be done before something is possible, to be copied into a message. */
export function Steps({ title, steps }: { title: string; steps: readonly string[] }) {
  if (steps.length === 0) return null
  return (
    <section className={styles.steps} aria-label={title}>
      <header>
        <h3>{title}</h3>
        <CopyButton text={steps.join('\n')} what="steps" />
      </header>
      <ol>
        {steps.map((step) => (
          <li key={step}>
            <ArrowText text={step} />
          </li>
        ))}
      </ol>
    </section>
  )
}
