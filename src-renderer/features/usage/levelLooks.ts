import type { UseLevel } from '../../../src-shared/model/useLevel.ts'
import type { IconName } from '../../ui/iconShapes.tsx'
import type { Tone } from '../../ui/tone.ts'

interface LevelLook {
  level: UseLevel
  words: string
  /** Where it begins; gives way first where there is no room. */
  from?: string
  icon: IconName
  tone: Tone
}

/** The levels as a list is narrowed to them, the worst first. */
export const LEVEL_LOOKS: readonly LevelLook[] = [
  { level: 'blocked', words: 'At limit', from: ' or over', icon: 'atLimit', tone: 'bad' },
  { level: 'warn', words: 'Near', from: ', from 90%', icon: 'warn', tone: 'warn' },
  { level: 'watch', words: 'Watch', from: ', from 75%', icon: 'watch', tone: 'watch' },
  { level: 'calm', words: 'Under 75%', icon: 'active', tone: 'ok' },
  { level: 'unlimited', words: 'Unlimited', icon: 'unlimited', tone: 'idle' },
  { level: 'unknown', words: 'Unknown', icon: 'unknown', tone: 'watch' },
  { level: 'paused', words: 'Paused', icon: 'paused', tone: 'idle' },
]
