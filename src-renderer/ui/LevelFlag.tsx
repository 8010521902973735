import type { Limit } from '../../src-shared/model/limit.ts'
import type { UseLevel } from '../../src-shared/model/useLevel.ts'
import { formatCount } from './formatCount.ts'
import { Icon } from './Icon.tsx'
import type { IconName } from './iconShapes.tsx'
import styles from './LevelFlag.module.css'
import type { Tone } from './tone.ts'

interface LevelFlagProps {
  level: UseLevel
  used: number | null
  limit: Limit | null
}

/** How near a use is to its limit, in a word with a sign. Calm says nothing. */
export function LevelFlag({ level, used, limit }: LevelFlagProps) {
  const flag = toFlag({ level, used, limit })
  if (!flag) return null
  return (
    <span className={styles.flag} data-tone={flag.tone}>
      <Icon name={flag.icon} size={14} />
      <span>{flag.word}</span>
    </span>
  )
}

function toFlag({ level, used, limit }: LevelFlagProps): { icon: IconName; tone: Tone; word: string } | null {
  switch (level) {
    case 'calm':
    case 'unlimited':
      return null
    case 'watch':
      return { icon: 'watch', tone: 'watch', word: 'Watch' }
    case 'warn':
      return { icon: 'warn', tone: 'warn', word: 'Near' }
    case 'blocked':
      return used !== null && typeof limit === 'number' && used > limit
        ? { icon: 'over', tone: 'bad', word: `Over +${formatCount(used - limit)}` }
        : { icon: 'atLimit', tone: 'bad', word: 'At limit' }
    case 'unknown':
      return { icon: 'unknown', tone: 'idle', word: 'Unknown' }
    case 'paused':
      return { icon: 'paused', tone: 'idle', word: 'Paused' }
  }
}
