import type { BilledFactOf, CompanyFacts } from '../companyFacts.ts'
import type { TakenBack } from '../quota/oneOffPayment.ts'
import { takeKind } from './takeKind.ts'

/** What went back, by the payment that it was taken from, as `provider ref`. */
export type Returns = ReadonlyMap<string, Omit<TakenBack, 'payment'>[]>

/** What went back, by the payment that it was taken from. An open dispute is shown and changes nothing; a won one neither. */
export function listReturns(billed: CompanyFacts['billed']): Returns {
  const returns = new Map<string, Omit<TakenBack, 'payment'>[]>()
  const add = (of: string | null, provider: string, taken: Omit<TakenBack, 'payment'>) => {
    if (of !== null) returns.set(`${provider} ${of}`, [...(returns.get(`${provider} ${of}`) ?? []), taken])
  }
  for (const { provider, ref, createdAt, content } of takeKind(billed, 'refund')) {
    // What is still under way may fail, and a refund that failed gave nothing back.
    if (content.status !== 'succeeded') continue
    const fact = { provider, type: 'refund', ref }
    add(content.payment ?? content.charge, provider, {
      key: `${provider} ${ref}`,
      kind: 'refund',
      amount: content.amount,
      at: createdAt,
      fact,
    })
  }
  for (const { provider, ref, stateAt, content } of takeKind(billed, 'dispute')) {
    if (content.status !== 'lost') continue
    const fact = { provider, type: 'dispute', ref }
    add(content.payment ?? content.charge, provider, {
      key: `${provider} ${ref}`,
      kind: 'dispute-lost',
      amount: content.amount,
      at: stateAt,
      fact,
    })
  }
  return returns
}

export function toTakenBack(returns: Returns, provider: string, payment: string, key: string): TakenBack[] {
  return (returns.get(`${provider} ${payment}`) ?? []).map((taken) => ({ ...taken, payment: key }))
}

/** What the provider calls reversed went back, by a refund that it lists or without one. */
export function addReversal(
  { provider, ref, stateAt, content }: BilledFactOf<'payment'>,
  key: string,
  takenBack: TakenBack[],
): TakenBack[] {
  if (!content.isReversed) return takenBack
  const returned = takenBack.reduce((sum, { kind, amount }) => (kind === 'refund' ? sum + amount : Number.POSITIVE_INFINITY), 0)
  if (returned >= content.amountReceived) return takenBack
  const fact = { provider, type: 'payment', ref }
  return [...takenBack, { key: `${key} reversed`, payment: key, kind: 'reversal', amount: content.amountReceived, at: stateAt, fact }]
}
