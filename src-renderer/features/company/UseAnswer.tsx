import type { UseOfMetric } from '../../../src-shared/contract/usage.ts'
import { useNames } from '../../lib/useNames.ts'
import { formatCount } from '../../ui/formatCount.ts'

interface UseAnswerProps {
  /** What the company is called. */
  company: string
  product: string
  plan: string | null
  /** What the metric is called. */
  name: string
  use: Pick<UseOfMetric, 'kind' | 'used' | 'limit' | 'remaining'>
}

/** A use against its limit, in one sentence. */
export function UseAnswer({ company, product, plan, name, use: { kind, used, limit, remaining } }: UseAnswerProps) {
  const names = useNames()
  const planName = plan === null ? 'The plan' : names.plan(product, plan).name
  return (
    <>
      {used === null ? (
        <>
          Nobody has told how many {name} {company} {kind === 'flow' ? 'used' : 'has'}
        </>
      ) : (
        <>
          {company} {kind === 'flow' ? 'used' : 'has'} <b>{formatCount(used)}</b> {name}
        </>
      )}
      {limit === null && '; without a plan there is no limit to hold that against.'}
      {limit === 'unlimited' && `; ${planName} sets no limit.`}
      {typeof limit === 'number' && (
        <>
          ; {planName} allows <b>{formatCount(limit)}</b>
          {typeof remaining === 'number' && (remaining === 0 ? ', so none remain' : `, so ${formatCount(remaining)} remain`)}.
        </>
      )}
    </>
  )
}
