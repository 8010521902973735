import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BilledFact, CompanyFacts } from '../../../../src-main/domain/companyFacts.ts'
import type { Instant } from '../../../../src-shared/model/instant.ts'
import { company, day } from './companies.ts'
import { life } from './lives.ts'
import { answerAll, at, makeFacts } from './makeFacts.ts'
import { toFacts } from './subscriptionLife.ts'

const RUNS = Number(process.env['TIERDESK_LIVES'] ?? 500)
const SEED = Number(process.env['TIERDESK_SEED'] ?? 20261121)
const RUN = { numRuns: RUNS, seed: SEED }
const TIMEOUT_MS = Math.max(60_000, RUNS * 20)

test('the same facts in any order, or twice, give the same answers', { timeout: TIMEOUT_MS }, () => {
  fc.assert(
    fc.property(company, day, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (facts, when, chances) => {
      const shuffle = <T>(items: readonly T[]): T[] =>
        [...items, ...items.slice(0, 3)]
          .map((item) => ({ item, chance: Number(chances.next().value) }))
          .sort((a, b) => a.chance - b.chance)
          .map(({ item }) => item)
      const other = { ...facts, billed: shuffle(facts.billed), usage: shuffle(facts.usage), recorded: shuffle(facts.recorded) }
      expect(answerAll(other, at(when))).toEqual(answerAll(facts, at(when)))
    }),
    RUN,
  )
})

/**
 * What is told of a time after an instant: by its own instant, and for an invoice by the periods that it bills too, as what a change
 * cost may be billed a month later and tells of that change all the same.
 */
function isLater(fact: BilledFact, instant: Instant): boolean {
  switch (fact.kind) {
    case 'payment':
    case 'refund':
      return fact.createdAt > instant
    case 'invoice':
      return fact.createdAt > instant && fact.content.lines.every(({ start }) => start > instant)
    default:
      return false
  }
}

test('what happens later changes no answer about an earlier instant, and what comes late lands where its instant puts it', {
  timeout: TIMEOUT_MS,
}, () => {
  fc.assert(
    fc.property(company, day, (facts, when) => {
      const until = at(when)
      const known: CompanyFacts = {
        ...facts,
        billed: facts.billed.filter((fact) => !isLater(fact, until)),
        usage: facts.usage.filter((record) => record.at <= until),
        recorded: facts.recorded.filter((fact) => fact.at <= until),
      }
      expect(answerAll(facts, until)).toEqual(answerAll(known, until))
    }),
    RUN,
  )
})

test('what was observed later says nothing of an instant that was observed, but for what has a time of its own', {
  timeout: TIMEOUT_MS,
}, () => {
  fc.assert(
    fc.property(life, day, (given, when) => {
      const until = at(when)
      const facts = makeFacts(toFacts(given))
      const known = { ...facts, billed: facts.billed.filter((fact) => !isLater(fact, until)).map((fact) => forget(fact, until)) }
      const [before, now] = [answerAll(known, until), answerAll(facts, until)].map(({ entitlements }) =>
        entitlements.map(({ status, plan, subscribedPlan, limits, usage }) => ({ status, plan, subscribedPlan, limits, usage })),
      )
      expect(before).toEqual(now)
    }),
    RUN,
  )
})

/** A subscription as somebody had it who looked at an instant for the last time. */
function forget(fact: BilledFact, instant: Instant): BilledFact {
  if (fact.kind !== 'subscription') return fact
  const states = [...fact.earlier, { at: fact.stateAt, content: fact.content }].filter((state) => state.at <= instant)
  const last = states.at(-1)
  return last ? { ...fact, stateAt: last.at, content: last.content, earlier: states.slice(0, -1) } : fact
}
