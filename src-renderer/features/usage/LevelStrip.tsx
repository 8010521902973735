import type { UseLevel } from '../../../src-shared/model/useLevel.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { Hidden } from '../../ui/Hidden.tsx'
import { Icon } from '../../ui/Icon.tsx'
import styles from './LevelStrip.module.css'
import { LEVEL_LOOKS } from './levelLooks.ts'

interface LevelStripProps {
  /** How many companies are at each level. */
  counts: Readonly<Partial<Record<UseLevel, number>>>
  chosen: UseLevel | null
  /** The level that the list is narrowed to; null for all. */
  onChoose: (level: UseLevel | null) => void
}

/** How the companies are spread over their limits. Pressing one narrows the list to it, once more shows all again. */
export function LevelStrip({ counts, chosen, onChoose }: LevelStripProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; these are figures to be pressed
    <div className={styles.strip} role="group" aria-label="Companies by how near they are to their limit">
      {LEVEL_LOOKS.map(({ level, words, from = '', icon, tone }) => {
        const count = counts[level] ?? 0
        return (
          <button
            key={level}
            type="button"
            className={styles.level}
            data-tone={tone}
            data-none={count === 0}
            aria-pressed={level === chosen}
            title={from === '' ? undefined : `${words}${from}`}
            onClick={() => onChoose(level === chosen ? null : level)}
          >
            <span className={styles.words}>
              <Icon name={icon} size={14} />
              <span>
                {words}
                {from !== '' && <span className={styles.from}>{from}</span>}
              </span>
            </span>{' '}
            <span className={styles.count}>{formatCount(count)}</span> <Hidden>{count === 1 ? 'company' : 'companies'}</Hidden>
          </button>
        )
      })}
    </div>
  )
}
