import { PROVIDER_TITLES, PROVIDERS } from '../../../src-shared/model/provider.ts'
import type { IconName } from '../../ui/iconShapes.tsx'
import type { Tone } from '../../ui/tone.ts'

/** A fact as one line of a timeline. */
interface DescribedFact {
  text: string
  icon: IconName
  tone: Tone
}

/** A kind that this page does not know is shown by its name: nothing that happened is left out. */
export function describeFact(kind: string, source: string): DescribedFact {
  const where = describeSource(source)
  switch (kind) {
    case 'customer.created':
      return { text: `Customer created at ${where}`, icon: 'user', tone: 'ok' }
    case 'customer.deleted':
      return { text: `Customer deleted at ${where}`, icon: 'canceled', tone: 'idle' }
    default:
      return { text: `${kind} at ${where}`, icon: 'queued', tone: 'idle' }
  }
}

function describeSource(source: string): string {
  const provider = PROVIDERS.find((name) => name === source)
  return provider ? PROVIDER_TITLES[provider] : source
}
