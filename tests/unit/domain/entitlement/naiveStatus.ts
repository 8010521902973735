import { DAY_MS } from '../../../../src-main/domain/calendar/dayMs.ts'
import { type Instant, toInstant } from '../../../../src-shared/model/instant.ts'
import { type Life, live, type Plan } from './subscriptionLife.ts'

export interface NaiveAnswer {
  status: string
  plan: string
  subscribedPlan: Plan | null
  period: { start: Instant; end: Instant } | null
  endsAt: Instant | null
  cancelAtPeriodEnd: boolean
  /** Whether somebody who comes late can tell so from what was left behind. */
  isTold: { status: boolean; period: boolean }
}

/** What a company is on at an instant, told by living through what happened to its subscription (domain.md, *Status of a subscription*). */
export function naiveStatus(life: Life, instant: Instant, graceDays: Record<Plan, number>): NaiveAnswer {
  let word: 'none' | 'trialing' | 'active' | 'behind' | 'paused' | 'unpaid' | 'ended' = 'none'
  let plan: Plan = 'pro'
  let period: NaiveAnswer['period'] = null
  let paidThrough = 0
  let hasPaid = false
  let isPeriodPaid = false
  let wasFinalizedAt = 0
  let changedAt = 0
  let wasBehind = false
  let setToEndAt: Instant | null = null
  const { happenings } = live(life)
  for (const happening of happenings.filter((each) => each.at <= instant)) {
    changedAt = happening.at
    switch (happening.what) {
      case 'began':
        word = happening.isTrial ? 'trialing' : 'active'
        period = { start: happening.start, end: happening.end }
        isPeriodPaid = happening.isTrial
        if (happening.isTrial) paidThrough = happening.end
        break
      case 'finalized':
        wasFinalizedAt = happening.at
        break
      case 'failed':
        word = 'behind'
        break
      case 'paid':
        word = 'active'
        paidThrough = happening.end
        hasPaid = true
        isPeriodPaid = true
        break
      case 'voided':
      case 'resumed':
        word = 'active'
        break
      case 'changed':
        plan = happening.plan
        break
      case 'paused':
        word = 'paused'
        break
      case 'asked':
        setToEndAt = happening.endsAt
        break
      case 'unpaid':
        word = 'unpaid'
        break
      case 'ended':
        wasBehind = word === 'behind'
        word = 'ended'
        break
    }
  }
  const willBePaid = happenings.some(
    ({ at, what, ...more }) => what === 'paid' && at > instant && 'end' in more && more.end === period?.end,
  )
  const told = { status: true, period: isPeriodPaid || willBePaid }
  const granted = (status: string, endsAt: Instant | null): NaiveAnswer => ({
    status,
    plan,
    subscribedPlan: plan,
    period,
    endsAt,
    cancelAtPeriodEnd: setToEndAt !== null,
    isTold: told,
  })
  const fallen = (status: string, endsAt: number): NaiveAnswer => ({
    ...granted(status, toInstant(endsAt)),
    plan: 'free',
    cancelAtPeriodEnd: false,
  })
  const graceEnd = toInstant(Math.max(paidThrough, wasFinalizedAt) + graceDays[plan] * DAY_MS)
  switch (word) {
    case 'none':
      return { ...granted('active', null), plan: 'free', subscribedPlan: null, isTold: { status: true, period: true } }
    case 'trialing':
    case 'active':
      return granted(word, setToEndAt)
    case 'paused':
      return { ...granted('paused', setToEndAt), isTold: { ...told, status: false } }
    case 'behind':
      return instant < graceEnd
        ? granted('grace', setToEndAt !== null && setToEndAt < graceEnd ? setToEndAt : graceEnd)
        : fallen('expired', graceEnd)
    case 'unpaid':
      // That the provider gave up is nowhere to be read afterwards; that the days of grace are over is.
      return { ...fallen('expired', Math.min(graceEnd, changedAt)), isTold: { status: instant >= graceEnd, period: false } }
    case 'ended':
      return fallen(wasBehind && life.trialDays > 0 && !hasPaid ? 'expired' : 'canceled', changedAt)
  }
}
