import type { UseLevel } from '../../../src-shared/model/useLevel.ts'
import { LEVEL_LOOKS } from './levelLooks.ts'

/** `near, from 90%`: within a sentence. */
export function toLevelWords(level: UseLevel): string {
  const words = LEVEL_LOOKS.find((look) => look.level === level)?.words ?? level
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}`
}
