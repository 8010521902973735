import type { Command } from 'commander'
import type { EntitlementAnswer } from '../../../src-shared/contract/entitlements.ts'
import { toIso } from '../../../src-shared/model/instant.ts'
import type { AddCommand } from '../command.ts'
import { done } from '../done.ts'
import { toIsoOrNull } from '../readOptions.ts'
import { toTable } from '../toTable.ts'

export const addEntitlement: AddCommand = (program: Command, run) => {
  program
    .command('entitlement')
    .argument('<company>', 'its id, a provider’s id of it, or its e-mail')
    .argument('<product>')
    .description('What a company may do with a product')
    .option('--why', 'with the facts and rules behind it')
    .action((company: string, product: string, options: { why?: true }) =>
      run(({ withEngine, at }) =>
        withEngine('read', async ({ client }) => {
          const answer = await client.entitlements.get({ company, product, at })
          return done(toJson(answer), toText(answer, options.why === true))
        }),
      ),
    )
}

function toJson({ company, product, plan, subscribedPlan, status, cancelAtPeriodEnd, limits, features, ...rest }: EntitlementAnswer) {
  const { period, endsAt, usage, why } = rest
  return {
    company,
    product,
    plan,
    subscribedPlan,
    status,
    period: period && { start: toIso(period.start), end: toIsoOrNull(period.end) },
    endsAt: toIsoOrNull(endsAt),
    cancelAtPeriodEnd,
    limits,
    features,
    usage: Object.fromEntries(
      Object.entries(usage).map(([metric, { used, limit, remaining, asOf }]) => [
        metric,
        { used, limit, remaining, asOf: toIsoOrNull(asOf) },
      ]),
    ),
    why: why.map(({ at, rule, fact, text }) => ({ at: toIso(at), rule, fact, text })),
  }
}

function toText(answer: EntitlementAnswer, isWithWhy: boolean): string {
  const { company, product, plan, subscribedPlan, status, period, endsAt, features, usage, why } = answer
  // The line of the end says these already.
  const notes = answer.notes.filter((note) => !note.startsWith('set to end') && !note.startsWith('payment overdue'))
  const isOther = subscribedPlan !== null && subscribedPlan !== plan
  const ends = endsAt === null ? [] : [`${toEnding(answer)} ${toIso(endsAt)}.`]
  const uses = Object.entries(usage).map(([metric, use]) => [
    metric,
    use.used ?? 'unknown',
    use.limit,
    use.remaining,
    toIsoOrNull(use.asOf),
  ])
  const granted = Object.entries(features).map(([feature, value]) => (value === true ? feature : `${feature}: ${value}`))
  return [
    `${company} has ${plan === null ? 'nothing' : plan} of ${product}: ${status}${isOther ? `, bought ${subscribedPlan}` : ''}.`,
    ...(period ? [`Period: ${toIso(period.start)} – ${toIsoOrNull(period.end) ?? 'no end'}.`] : []),
    ...ends,
    ...(notes.length > 0 ? [`Note: ${notes.join(', ')}.`] : []),
    ...(granted.length > 0 ? [`Features: ${granted.join(', ')}.`] : []),
    ...(uses.length > 0 ? [toTable(['Metric', 'Used', 'Limit', 'Remaining', 'As of'], uses, [1, 2, 3])] : []),
    ...(isWithWhy ? ['Why:', toTable(['At', 'Rule', 'What', 'Fact'], why.map(toReason))] : []),
  ].join('\n')
}

function toEnding({ status, cancelAtPeriodEnd }: EntitlementAnswer): string {
  if (cancelAtPeriodEnd) return 'Set to cancel: ends'
  if (status === 'grace') return 'Payment is overdue: in grace, ends'
  return status === 'canceled' || status === 'expired' ? 'Ended' : 'Ends'
}

function toReason({ at, rule, text, fact }: EntitlementAnswer['why'][number]): (string | null)[] {
  return [toIso(at), rule, text, fact && `${fact.provider} ${fact.type} ${fact.ref}`]
}
