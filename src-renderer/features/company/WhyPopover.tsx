import type { ReactNode } from 'react'
import { Popover } from '../../ui/Popover.tsx'
import styles from './why.module.css'

interface WhyPopoverProps {
  /** What is asked, without the mark: `Why Enterprise`. */
  question: string
  /** In one sentence. */
  answer: () => ReactNode
  /** The facts and rules behind it. */
  children: () => ReactNode
}

/** The small button beside a plan, a limit or a balance, and what it tells: first the answer, then what it rests on. */
export function WhyPopover({ question, answer, children }: WhyPopoverProps) {
  return (
    <Popover icon="unknown" words="Why?" label={`${question}?`}>
      {() => (
        <div className={styles.why}>
          <h3 className={styles.question}>{question}?</h3>
          <p className={styles.answer}>{answer()}</p>
          {children()}
        </div>
      )}
    </Popover>
  )
}
