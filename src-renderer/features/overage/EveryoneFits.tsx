import { useQuery } from '@tanstack/react-query'
import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { useEngine } from '../../lib/engine.ts'
import { useAheadMs } from '../../lib/useAheadMs.ts'
import type { Names } from '../../lib/useNames.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import { countCompanies } from './countCompanies.ts'
import type { PlanLimits } from './planLimits.ts'

interface EveryoneFitsProps {
  target: PlanLimits
  product: string
  names: Names
  /** What is limited at all, with what is tried: those were checked. */
  limited: readonly string[]
  isTried: boolean
  at: Instant | null
  /** When the engine answered, by this page's clock. */
  answeredMs: number
}

/** Nobody is over: what was looked at, and as of when. */
export function EveryoneFits({ target, product, names, limited, isTried, at, answeredMs }: EveryoneFitsProps) {
  const { ask } = useEngine()
  const aheadMs = useAheadMs()
  const count = useQuery(ask.companies.count.queryOptions({ input: { product, at } })).data
  const checked = limited.map((metric) => names.metric(product, metric))
  if (count?.total === 0) {
    return (
      <EmptyState icon="companies" title={`${names.product(product)} has no companies`}>
        <p>
          A company belongs to a product from its first payment, subscription or usage there. Then it is held against {target.name} here.
        </p>
      </EmptyState>
    )
  }
  return (
    <EmptyState icon="active" title={`Every company fits ${target.name}${isTried ? ' with these limits' : ''}.`}>
      <p>
        {count
          ? `${count.isAtLeast ? 'At least ' : ''}${countCompanies(count.total)} of ${names.product(product)}`
          : `The companies of ${names.product(product)}`}
        {checked.length > 0 ? ' checked against ' : ' are free of limits'}
        {new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(checked)}
        {', as of '}
        <InstantText at={at ?? toInstant(answeredMs + aheadMs)} look="moment" />.
      </p>
      <p>Usage that nobody told cannot be over: Usage lists it as unknown.</p>
    </EmptyState>
  )
}
