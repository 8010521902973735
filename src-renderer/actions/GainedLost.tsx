import { ArrowText } from '../ui/ArrowText.tsx'
import { Badge } from '../ui/Badge.tsx'
import styles from './evidence.module.css'

interface GainedLostProps {
  gained: readonly string[]
  lost: readonly string[]
}

/** What the customer has afterwards and had not, and the other way round. */
export function GainedLost({ gained, lost }: GainedLostProps) {
  return (
    <>
      <Words title="Gained" icon="plus" words={gained} />
      <Words title="Lost" icon="x" words={lost} />
    </>
  )
}

function Words({ title, icon, words }: { title: string; icon: 'plus' | 'x'; words: readonly string[] }) {
  if (words.length === 0) return null
  return (
    <div className={styles.words}>
      <h3>{title}</h3>
      <ul aria-label={title}>
        {words.map((word) => (
          <li key={word}>
            <Badge icon={icon}>
              <ArrowText text={word} />
            </Badge>
          </li>
        ))}
      </ul>
    </div>
  )
}
