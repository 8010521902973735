import { assertNever } from '../../../src-shared/model/assert.ts'
import type { IconName } from '../../ui/iconShapes.tsx'
import type { Tone } from '../../ui/tone.ts'
import type { Move } from './move.ts'

interface DescribedMove {
  icon: IconName
  tone: Tone
  /** The answer, not the question. */
  title: string
  consequence: string
}

/** What the check found, in a title and one line. @param day when it becomes possible, where it must wait and that is known */
export function describeMove({ check, company, target, names }: Move, day: string | null): DescribedMove {
  const { exceeds, stale, product } = check
  const who = company.name
  const over = listWords(exceeds.map(({ metric }) => names.metric(product, metric)))
  switch (check.verdict) {
    case 'blocked':
      return {
        icon: 'atLimit',
        tone: 'bad',
        title: `${target.name} is too small for ${who}`,
        consequence: `${count(exceeds.length, 'resource is', 'resources are')} over ${target.name}’s limits. Nothing was changed.`,
      }
    case 'unknown': {
      const isNeverTold = stale.every(({ asOf }) => asOf === null)
      return {
        icon: 'unknown',
        tone: 'watch',
        title: isNeverTold ? `What ${who} uses is unknown` : `Usage of ${who} is too old to judge`,
        consequence: `Whether ${target.name} is large enough hangs on ${listWords(stale.map(({ metric }) => names.metric(product, metric)))}. Nothing was changed.`,
      }
    }
    case 'period-end':
      return {
        icon: 'calendar',
        tone: 'watch',
        title: `${target.name} is possible ${day === null ? 'at the period’s end' : `from ${day}`}`,
        consequence: `${who} is over on ${over}, which reset then. Nothing changes before.`,
      }
    case 'warning':
      return {
        icon: 'warn',
        tone: 'watch',
        title: `Move ${who} to ${target.name}?`,
        consequence: `Everything fits. ${describeLosses(check)}`,
      }
    case 'ok':
      return {
        icon: 'plans',
        tone: 'idle',
        title: check.kind === 'upgrade' ? `${target.name} is an upgrade for ${who}` : `${target.name} is open to ${who}`,
        consequence: 'Nothing stands in the way. Nothing was changed.',
      }
    default:
      return assertNever(check.verdict)
  }
}

function describeLosses({ tightened, lost, reduced, hours }: Move['check']): string {
  const losses = [
    tightened.length > 0 && count(tightened.length, 'limit tightens', 'limits tighten'),
    lost.length > 0 && count(lost.length, 'feature is lost', 'features are lost'),
    reduced.length > 0 && count(reduced.length, 'feature changes', 'features change'),
    hours.length > 0 && 'hours are fewer',
  ].filter((words) => words !== false)
  if (losses.length === 0) return 'Nothing is lost.'
  const words = listWords(losses)
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`
}

function listWords(words: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(words)
}
