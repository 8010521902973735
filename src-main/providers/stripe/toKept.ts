import { cutSecrets } from './cutSecrets.ts'
import { UnreadableAnswer } from './toProviderError.ts'

/** What is kept of an object: all of it but its secrets. */
export interface Kept<T extends object> {
  object: T
  json: string
}

export function toKept<T extends object>(whole: T): Kept<T> {
  try {
    const object = cutSecrets(whole)
    return { object, json: JSON.stringify(object) }
  } catch (error) {
    if (error instanceof RangeError) throw new UnreadableAnswer('it is nested too deep')
    throw error
  }
}
