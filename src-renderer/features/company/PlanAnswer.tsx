import type { EntitlementAnswer } from '../../../src-shared/contract/entitlements.ts'
import { assertNever } from '../../../src-shared/model/assert.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { useNames } from '../../lib/useNames.ts'
import { InstantText } from '../../ui/InstantText.tsx'

interface PlanAnswerProps {
  /** What the company is called. */
  name: string
  entitlement: EntitlementAnswer
}

/** Why a company is on its plan, in one sentence. */
export function PlanAnswer({ name, entitlement }: PlanAnswerProps) {
  const { product, plan, subscribedPlan, status, period, endsAt, cancelAtPeriodEnd, why } = entitlement
  const names = useNames()
  const on = plan === null ? 'no plan' : <b>{names.plan(product, plan).name}</b>
  // Where it ended, the fact says when: `endsAt` may be when its days of grace would have.
  const endedAt = why.findLast(({ rule }) => rule === 'fall-to-free')?.at ?? null
  const bought = <b>{names.plan(product, subscribedPlan ?? plan ?? '').name}</b>
  switch (status) {
    case 'none':
      return <>{name} is on no plan: it never bought one, and there is no free one.</>
    case 'active':
      if (subscribedPlan === null)
        return (
          <>
            {name} is on {on}, and never bought a plan.
          </>
        )
      return (
        <>
          {name} is on {on}
          {cancelAtPeriodEnd ? <At words=", set to end" at={endsAt} /> : <At words=", active until" at={endsAt ?? period?.end ?? null} />}.
        </>
      )
    case 'trialing':
      return (
        <>
          {name} is on trial of {on}
          <At words=" until" at={endsAt ?? period?.end ?? null} />.
        </>
      )
    case 'grace':
      return (
        <>
          {name} keeps {on}
          <At words=" until" at={endsAt} />, although a payment is overdue.
        </>
      )
    case 'paused':
      return <>{bought} is paused: its limits can be read, its features are off, and nothing more may be used.</>
    case 'canceled':
    case 'expired':
      return (
        <>
          {name} is on {on}, because {bought} {status === 'canceled' ? 'was canceled' : 'expired'}
          <At words="" at={endedAt} />.
        </>
      )
    default:
      return assertNever(status)
  }
}

/** An instant with the words before it; neither where it is not known. */
function At({ words, at }: { words: string; at: Instant | null }) {
  if (at === null) return null
  return (
    <>
      {words} <InstantText at={at} look="moment" />
    </>
  )
}
