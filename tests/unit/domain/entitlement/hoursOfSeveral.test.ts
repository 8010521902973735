import { describe, expect, test } from 'vitest'
import type { SubscriptionContent } from '../../../../src-main/domain/billing/billedObject.ts'
import type { BilledFact } from '../../../../src-main/domain/companyFacts.ts'
import { at, balance, makeContent, makeFacts, makeInvoice, makeItem, makeLine, makeOverride, makeSubscription } from './makeFacts.ts'
import { makeWork } from './makePurchases.ts'

const ESSENTIALS = 'maintenance-hours.essentials.quarter'
const DIRECTOR = 'maintenance-hours.director.quarter'
const HOUR = 60

/** A subscription paid by the quarter from a day on, ended on another. */
function subscribe(ref: string, key: string, start: string, end: string, endedAt: string | null = null): BilledFact[] {
  const item = makeItem(key, start, end, { ref: `si_${ref}` })
  const content = makeContent([item], { startedAt: at(start), anchor: at(start) })
  const states: [string, SubscriptionContent][] = [[start, content]]
  if (endedAt !== null) states.push([endedAt, { ...content, status: 'canceled', endedAt: at(endedAt) }])
  const line = makeLine(`il_${ref}`, key, start, end, { subscription: ref, item: `si_${ref}` })
  return [
    makeSubscription(ref, states),
    makeInvoice(`in_${ref}`, { lookupKey: key, start, end, reason: 'start', subscription: ref, lines: [line] }),
  ]
}

describe('two subscriptions of one product', () => {
  test('one after the other: the bank of the first is gone, the second begins with full hours', () => {
    const facts = makeFacts([
      ...subscribe('sub_a', DIRECTOR, '2026-01-01', '2026-04-01', '2026-02-10'),
      ...subscribe('sub_b', ESSENTIALS, '2026-02-20', '2026-05-20'),
    ])
    expect(balance(facts, '2026-02-15')).toMatchObject({ available: 0 })
    expect(balance(facts, '2026-02-21')).toMatchObject({
      window: { start: at('2026-02-20'), end: at('2026-03-20') },
      included: 8 * HOUR,
      rollover: { left: 0 },
    })
  })

  test('at once: the hours are those of the one that counts', () => {
    const facts = makeFacts([
      ...subscribe('sub_a', DIRECTOR, '2026-01-01', '2026-04-01'),
      ...subscribe('sub_b', ESSENTIALS, '2026-01-10', '2026-04-10'),
    ])
    for (const when of ['2026-01-05', '2026-01-15', '2026-02-15'])
      expect(balance(facts, when)).toMatchObject({ included: 16 * HOUR, window: { start: at(`${when.slice(0, 8)}01`) } })
    expect(balance(facts, '2026-02-15').ledger).toHaveLength(2)
  })

  test('where the one that counts ends, the other’s month begins then, cut as it was', () => {
    const facts = makeFacts(
      [
        ...subscribe('sub_a', DIRECTOR, '2026-01-01', '2026-04-01', '2026-01-20'),
        ...subscribe('sub_b', ESSENTIALS, '2026-01-10', '2026-04-10'),
      ],
      { recorded: [makeWork('2026-01-12', 3 * HOUR)] },
    )
    expect(balance(facts, '2026-01-19')).toMatchObject({ included: 16 * HOUR, used: 3 * HOUR })
    expect(balance(facts, '2026-01-25')).toMatchObject({
      included: 8 * HOUR,
      used: 0,
      window: { start: at('2026-01-20'), end: at('2026-02-10') },
    })
    expect(balance(facts, '2026-02-12')).toMatchObject({
      window: { start: at('2026-02-10'), end: at('2026-03-10') },
      rollover: { left: 4 * HOUR },
    })
  })

  test('where a higher one comes and goes, the lower one’s hours are back for the rest of its month', () => {
    const facts = makeFacts([
      ...subscribe('sub_a', ESSENTIALS, '2026-01-01', '2026-04-01'),
      ...subscribe('sub_b', DIRECTOR, '2026-01-10', '2026-04-10', '2026-02-20'),
    ])
    expect(balance(facts, '2026-01-09')).toMatchObject({ included: 8 * HOUR })
    expect(balance(facts, '2026-02-15')).toMatchObject({ included: 16 * HOUR, window: { start: at('2026-02-10') } })
    expect(balance(facts, '2026-02-21')).toMatchObject({ included: 8 * HOUR, window: { start: at('2026-02-20'), end: at('2026-03-01') } })
    expect(balance(facts, '2026-03-02')).toMatchObject({ included: 8 * HOUR, window: { start: at('2026-03-01') } })
  })
})

describe('hours under an override', () => {
  test('of a plan, granted to who had none, come by months from the grant on until it ends', () => {
    const facts = makeFacts([], { recorded: [makeOverride('maintenance-hours', '2026-01-10', '2026-03-01', 'essentials')] })
    expect(balance(facts, '2026-01-09')).toMatchObject({ window: null, available: 0 })
    expect(balance(facts, '2026-01-11')).toMatchObject({ window: { start: at('2026-01-10'), end: at('2026-02-10') }, included: 8 * HOUR })
    expect(balance(facts, '2026-02-11')).toMatchObject({ window: { start: at('2026-02-10'), end: at('2026-03-01') } })
    expect(balance(facts, '2026-03-02')).toMatchObject({ available: 0 })
  })

  test('over a subscription are a change of plan, and so is its end', () => {
    const facts = makeFacts(subscribe('sub_a', ESSENTIALS, '2026-01-01', '2026-04-01'), {
      recorded: [makeOverride('maintenance-hours', '2026-01-10', '2026-01-20', 'director')],
    })
    expect(balance(facts, '2026-01-09').included).toBe(8 * HOUR)
    expect(balance(facts, '2026-01-10').included).toBe(16 * HOUR)
    expect(balance(facts, '2026-01-20').included).toBe(8 * HOUR)
  })
})
