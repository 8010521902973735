import type { PlanComparison } from '../../../src-shared/contract/plans.ts'
import { assertNever } from '../../../src-shared/model/assert.ts'
import type { Names } from '../../lib/useNames.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { IconName } from '../../ui/iconShapes.tsx'
import type { Tone } from '../../ui/tone.ts'
import styles from './Recommendation.module.css'

interface RecommendationProps {
  comparison: PlanComparison
  names: Names
  /** The company's name; null while none is chosen. */
  company: string | null
}

/** Which plan fits the company best, or why nobody can say. */
export function Recommendation({ comparison, names, company }: RecommendationProps) {
  const { icon, tone, title, text } = describe(comparison, names, company)
  return (
    <p className={styles.line} data-tone={tone} role="status">
      <Icon name={icon} className={styles.sign} />
      <span>
        <b>{title}</b> {text}
      </span>
    </p>
  )
}

function describe(
  { product, columns, recommendation: { kind, plan, metrics } }: PlanComparison,
  names: Names,
  company: string | null,
): { icon: IconName; tone: Tone; title: string; text: string } {
  if (company === null) {
    return { icon: 'companies', tone: 'idle', title: 'No company is picked.', text: 'Pick one to see what it uses and which plan fits it.' }
  }
  const named = joinNames(metrics.map((metric) => names.metric(product, metric)))
  switch (kind) {
    case 'recommended': {
      const column = columns.find((each) => each.plan === plan)
      return {
        icon: 'active',
        tone: 'ok',
        title: `${column?.name ?? plan} fits ${company} best.`,
        text: column?.isSubscribed
          ? 'It is the cheapest plan that its usage and its projection fit, and the one it is on.'
          : 'It is the cheapest plan that its usage and its projection fit.',
      }
    }
    case 'unknown':
      return {
        icon: 'unknown',
        tone: 'watch',
        title: `Nobody can say which plan fits ${company}.`,
        text: `Never told: ${named}. Usage that is unknown is not 0.`,
      }
    case 'too-early':
      return {
        icon: 'hours',
        tone: 'idle',
        title: `Too early to say which plan fits ${company}.`,
        text: `Less than a day of the period has passed for ${named}.`,
      }
    case 'none':
      return {
        icon: 'over',
        tone: 'warn',
        title: `No plan is large enough for ${company}.`,
        text: 'Each has a limit that its usage or its projection is over.',
      }
    default:
      return assertNever(kind)
  }
}

function joinNames(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names)
}
