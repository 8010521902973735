import type { Company } from '../../../src-shared/contract/companies.ts'
import type { EntitlementAnswer } from '../../../src-shared/contract/entitlements.ts'
import type { HoursAnswer } from '../../../src-shared/contract/hours.ts'
import type { PaymentItem } from '../../../src-shared/contract/payments.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { PROVIDER_TITLES, PROVIDERS } from '../../../src-shared/model/provider.ts'
import type { Names } from '../../lib/useNames.ts'
import { describeStep } from '../../records/describeStep.ts'
import { formatMinutes } from '../../records/formatMinutes.ts'
import { formatMoney } from '../../ui/formatMoney.ts'
import type { IconName } from '../../ui/iconShapes.tsx'
import { PAYMENT_WORDS } from '../../ui/paymentWords.ts'
import type { Tone } from '../../ui/tone.ts'
import type { Happening } from './happening.ts'
import { nameBought } from './nameBought.ts'

interface Sources {
  entitlements: readonly EntitlementAnswer[]
  payments: readonly PaymentItem[]
  hours: HoursAnswer | undefined
  timeline: Company['timeline']
}

const RULE_SIGNS: Record<string, { icon: IconName; tone: Tone }> = {
  'allocate-on-start': { icon: 'plans', tone: 'ok' },
  'plan-on-payment': { icon: 'plans', tone: 'ok' },
  'virtual-account': { icon: 'plans', tone: 'ok' },
  renew: { icon: 'plans', tone: 'ok' },
  extend: { icon: 'plans', tone: 'ok' },
  resume: { icon: 'active', tone: 'ok' },
  'trial-end': { icon: 'trial', tone: 'trial' },
  grace: { icon: 'grace', tone: 'watch' },
  'payment-failed': { icon: 'failed', tone: 'bad' },
  pause: { icon: 'paused', tone: 'idle' },
  'fall-to-free': { icon: 'expired', tone: 'idle' },
}

const COMPANY_WORDS: Record<string, string> = { 'customer.created': 'Became a customer', 'customer.deleted': 'Deleted by the provider' }

/** All that happened to a company, newest first. @param at what came later is left out; null for now */
export function toHappenings({ entitlements, payments, hours, timeline }: Sources, names: Names, at: Instant | null): Happening[] {
  const all = [
    ...timeline.map(toOfCompany),
    ...entitlements.flatMap(({ product, why }) => why.map((line) => toOfPlan(line, names.product(product)))),
    ...payments.map((payment) => toOfPayment(payment, names)).reverse(),
    ...(hours?.ledger ?? []).flatMap(({ steps }) => steps.map(toOfHours)),
  ]
  // Of one instant the last said is the newest: each source is oldest first.
  return all
    .filter((each) => at === null || each.at <= at)
    .reverse()
    .sort((a, b) => b.at - a.at)
}

function toOfPlan({ at, text, rule, fact }: EntitlementAnswer['why'][number], product: string): Happening {
  const { icon, tone } = RULE_SIGNS[rule] ?? { icon: 'rule', tone: 'idle' }
  const rests = fact && { source: fact.provider, type: fact.type, ref: fact.ref }
  return { at, kind: 'plan', icon, tone, title: text.replace(/\.$/, ''), detail: product, rule, fact: rests }
}

function toOfPayment(payment: PaymentItem, names: Names): Happening {
  const { provider, ref, at, amount, currency, status, reason } = payment
  const { icon, tone, word } = PAYMENT_WORDS[status]
  return {
    ...{ at, kind: 'payment', icon: status === 'succeeded' ? 'payments' : icon, tone, rule: null },
    title: `${formatMoney({ amount, currency })} ${status === 'succeeded' ? 'paid' : word.toLowerCase()}`,
    detail: [nameBought(payment, names), reason].filter((each) => each !== null).join('. ') || null,
    fact: { source: provider, type: 'payment', ref },
  }
}

function toOfHours(step: NonNullable<HoursAnswer['ledger']>[number]['steps'][number]): Happening {
  const { icon, tone, words, sign } = describeStep(step)
  return {
    ...{ at: step.at, kind: 'hours', icon, tone, rule: null },
    title: `${words}, ${sign}${formatMinutes(step.minutes)}`,
    detail: `${formatMinutes(step.after.available)} available then`,
    fact: { source: null, type: step.pack === null ? 'hours' : 'pack', ref: step.pack ?? step.fact },
  }
}

function toOfCompany({ at, kind, source, ref }: Company['timeline'][number]): Happening {
  const provider = PROVIDERS.find((each) => each === source)
  return {
    ...{ at, kind: 'company', icon: 'companies', tone: 'idle', rule: null },
    title: COMPANY_WORDS[kind] ?? kind,
    detail: provider ? PROVIDER_TITLES[provider] : source,
    fact: { source, type: 'customer', ref },
  }
}
