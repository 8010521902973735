import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Catalogs } from '../../../../src-main/domain/catalogHistory.ts'
import type { BilledFact } from '../../../../src-main/domain/companyFacts.ts'
import { toInstant, toIso } from '../../../../src-shared/model/instant.ts'
import { life } from './lives.ts'
import { at, catalogs, changePlan, entitle, makeFacts } from './makeFacts.ts'
import { naiveStatus } from './naiveStatus.ts'
import { comeLate, HOUR_MS, toFacts } from './subscriptionLife.ts'

const LIVES = Number(process.env['TIERDESK_LIVES'] ?? 500)
const SEED = Number(process.env['TIERDESK_SEED'] ?? 20261121)
const RUN = { numRuns: LIVES, seed: SEED }
const TIMEOUT_MS = Math.max(60_000, LIVES * 20)

const graceDays = fc.record({ pro: fc.constantFrom(0, 3, 7, 30), elite: fc.constantFrom(0, 7, 10) })
// A minute past the hour: no instant of theirs is at the edge of what happens.
const instants = fc.array(
  fc.integer({ min: -48, max: 24 * 240 }).map((hour) => toInstant(at('2026-01-01') + hour * HOUR_MS + 60_000)),
  { minLength: 6, maxLength: 6 },
)

function withGraceDays({ pro, elite }: { pro: number; elite: number }): Catalogs {
  return changePlan(changePlan(catalogs, 'trading', 'pro', { graceDays: pro }), 'trading', 'elite', { graceDays: elite })
}

/** What a mirror has that was closed now and then, and so missed some of the states. */
function missStates(facts: readonly BilledFact[], missed: readonly boolean[]): BilledFact[] {
  return facts.map((fact) =>
    fact.kind === 'subscription' ? { ...fact, earlier: fact.earlier.filter((_, index) => !missed[index % missed.length]) } : fact,
  )
}

describe(`of ${LIVES} lives of a subscription`, () => {
  test('each is answered at any hour as somebody tells who lived through it', { timeout: TIMEOUT_MS }, () => {
    fc.assert(
      fc.property(life, graceDays, instants, (given, grace, asked) => {
        const known = withGraceDays(grace)
        const facts = makeFacts(toFacts(given))
        for (const when of asked) {
          const { isTold: _, ...expected } = naiveStatus(given, when, grace)
          expect({ when: toIso(when), ...entitle(facts, 'trading', toIso(when), known) }).toMatchObject({ when: toIso(when), ...expected })
        }
      }),
      RUN,
    )
  })

  test('each is told by what it left behind, but for pauses, to a mirror that came late', { timeout: TIMEOUT_MS }, () => {
    fc.assert(
      fc.property(life, graceDays, instants, (given, grace, asked) => {
        const known = withGraceDays(grace)
        const facts = makeFacts(comeLate(toFacts(given)))
        for (const when of asked) {
          const { status, plan, subscribedPlan, period, isTold } = naiveStatus(given, when, grace)
          const answer = { when: toIso(when), ...entitle(facts, 'trading', toIso(when), known) }
          if (isTold.status) expect(answer).toMatchObject({ when: toIso(when), status, plan, subscribedPlan })
          if (isTold.period) expect(answer).toMatchObject({ when: toIso(when), period })
        }
      }),
      RUN,
    )
  })
  test('each that was never paused is told between two sights by what came to be known of its invoices', { timeout: TIMEOUT_MS }, () => {
    const missed = fc.array(fc.boolean(), { minLength: 3, maxLength: 9 })
    fc.assert(
      fc.property(life, graceDays, instants, missed, (given, grace, asked, isMissed) => {
        const known = withGraceDays(grace)
        const unpaused = { ...given, months: given.months.map((month) => ({ ...month, pause: null })) }
        const facts = makeFacts(missStates(toFacts(unpaused), isMissed))
        for (const when of asked) {
          const { status, plan, subscribedPlan, period, isTold } = naiveStatus(unpaused, when, grace)
          const answer = { when: toIso(when), ...entitle(facts, 'trading', toIso(when), known) }
          if (isTold.status) expect(answer).toMatchObject({ when: toIso(when), status, plan, subscribedPlan })
          if (isTold.period) expect(answer).toMatchObject({ when: toIso(when), period })
        }
      }),
      RUN,
    )
  })
})
