import type { UseLevel } from '../../../src-shared/model/useLevel.ts'
import { LEVEL_LOOKS } from './levelLooks.ts'

/** `near, from 90%`: within a sentence. */
export function toLevelWords(level: UseLevel): string {
  const look = LEVEL_LOOKS.find((each) => each.level === level)
  const words = look ? `${look.words}${look.from ?? ''}` : level
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}`
}
