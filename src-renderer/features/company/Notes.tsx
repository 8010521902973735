import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'
import { usePlace } from '../../lib/place.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import { Section } from '../../ui/Section.tsx'
import styles from './aside.module.css'
import { SkeletonLines } from './SkeletonLines.tsx'

const SHOWN = 5

/** What staff wrote about a company by the instant that is looked at, newest first. */
export function Notes({ company }: { company: string }) {
  const { ask } = useEngine()
  const { at } = usePlace()
  const [isWhole, setWhole] = useState(false)
  const notes = useQuery(ask.notes.list.queryOptions({ input: { company } }))
  const items = notes.data?.items.filter((note) => at === null || note.at <= at) ?? []
  const shown = isWhole ? items : items.slice(0, SHOWN)
  return (
    <Section title="Notes" note={items.length > SHOWN ? `${items.length}, newest first` : null}>
      {notes.isPending && <SkeletonLines count={2} />}
      {notes.isError && <ErrorState {...describeError(notes.error)} onRetry={() => void notes.refetch()} />}
      {notes.isSuccess && items.length === 0 && (
        <p className={styles.quiet}>{at === null ? 'None yet. N writes one.' : 'None were written by then.'}</p>
      )}
      <ul className={styles.notes}>
        {shown.map(({ key, at: told, text, source }) => (
          <li key={key}>
            <p className={styles.text} dir="auto">
              {text}
            </p>
            <p className={styles.by}>
              <InstantText at={told} look="moment" />, {source}
            </p>
          </li>
        ))}
      </ul>
      {items.length > shown.length && (
        <Button isSmall look="ghost" onPress={() => setWhole(true)}>
          {`Show all ${items.length}`}
        </Button>
      )}
    </Section>
  )
}
