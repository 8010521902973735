import { cutSecrets } from './cutSecrets.ts'
import { UnreadableAnswer } from './toProviderError.ts'

/** What is kept of an object: all of it but its secrets, as JSON. */
export function toKeptJson(object: object): string {
  try {
    return cutSecrets(object)
  } catch (error) {
    if (error instanceof RangeError) throw new UnreadableAnswer('it is nested too deep')
    throw error
  }
}
