import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readBilling } from '../../../../src-main/domain/billing/billing.ts'
import type { CompanyFacts } from '../../../../src-main/domain/companyFacts.ts'
import { deriveEntitlement } from '../../../../src-main/domain/entitlement/deriveEntitlement.ts'
import { readProduct } from '../../../../src-main/domain/entitlement/findHolding.ts'
import { readTimeline } from '../../../../src-main/domain/entitlement/readTimeline.ts'
import { type Instant, toInstant } from '../../../../src-shared/model/instant.ts'
import { company } from './companies.ts'
import { hostileFacts, instant } from './hostileFacts.ts'
import { answerAll, at, catalogs, ZONE } from './makeFacts.ts'

const RUNS = Number(process.env['TIERDESK_LIVES'] ?? 500)
const SEED = Number(process.env['TIERDESK_SEED'] ?? 20261121)
const RUN = { numRuns: RUNS, seed: SEED }
const END = at('2028-01-01')
const TIMEOUT_MS = Math.max(60_000, RUNS * 20)

test('facts that make no sense are answered all the same', { timeout: TIMEOUT_MS }, () => {
  fc.assert(
    fc.property(hostileFacts, instant, (facts, when) => {
      const { entitlements, revenue } = answerAll(facts, when)
      for (const { plan, status, limits, why } of entitlements) {
        expect(plan === null).toBe(Object.keys(limits).length === 0)
        if (status === 'none') expect(plan).toBeNull()
        expect(why.every(({ at }, index) => index === 0 || at >= (why[index - 1]?.at ?? at))).toBe(true)
      }
      for (const { amount } of revenue) expect(Number.isSafeInteger(amount)).toBe(true)
    }),
    RUN,
  )
})

test('they give the same answers in any order, or twice', { timeout: TIMEOUT_MS }, () => {
  fc.assert(
    fc.property(hostileFacts, instant, fc.infiniteStream(fc.nat()), (facts, when, chances) => {
      const shuffle = <T>(items: readonly T[]): T[] =>
        [...items, ...items.slice(0, 3)]
          .map((item) => ({ item, chance: Number(chances.next().value) }))
          .sort((a, b) => a.chance - b.chance)
          .map(({ item }) => item)
      const other = { ...facts, billed: shuffle(facts.billed), usage: shuffle(facts.usage), recorded: shuffle(facts.recorded) }
      expect(answerAll(other, when)).toEqual(answerAll(facts, when))
    }),
    RUN,
  )
})

test('between two turns nothing changes, so that a figure holds until the next', { timeout: TIMEOUT_MS }, () => {
  fc.assert(
    fc.property(fc.oneof(hostileFacts, company), instant, (facts, when) => {
      for (const id of ['trading', 'image-quota']) expectToHold(facts, id, when)
    }),
    RUN,
  )
})

/** Held against the last instant before what is said to be the next change. */
function expectToHold(facts: CompanyFacts, id: string, when: Instant): void {
  const product = readProduct(readBilling(facts, catalogs), id)
  const derive = (instantOf: Instant) => deriveEntitlement(readTimeline(product, instantOf), ZONE)
  const { entitlement, changesAt } = derive(when)
  const { why: _, ...before } = entitlement
  const { why: __, ...after } = derive(toInstant((changesAt ?? END) - 1)).entitlement
  expect(after).toEqual(before)
}
