import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deriveHours } from '../../../../src-main/domain/hours/deriveHours.ts'
import { checkLedger } from './checkLedger.ts'
import { history } from './histories.ts'
import { naiveHours } from './naiveHours.ts'

const HISTORIES = Number(process.env['TIERDESK_HISTORIES'] ?? 3_000)
const SEED = Number(process.env['TIERDESK_SEED'] ?? 20261121)
const RUN = { numRuns: HISTORIES, seed: SEED }
const TIMEOUT_MS = Math.max(60_000, HISTORIES * 20)

describe(`of ${HISTORIES} histories`, () => {
  test('each has the hours that a naive model finds by living through it', { timeout: TIMEOUT_MS }, () => {
    fc.assert(
      fc.property(history, ({ facts, asked }) => {
        const { ledger: _, ...balance } = deriveHours(facts, asked)
        expect(balance).toEqual(naiveHours(facts, asked))
      }),
      RUN,
    )
  })

  test('each has a ledger that explains every balance in it: granted, less used, lapsed and trimmed', { timeout: TIMEOUT_MS }, () => {
    fc.assert(
      fc.property(history, ({ facts, asked }) => checkLedger(deriveHours(facts, asked))),
      RUN,
    )
  })

  test('each has the same hours, ledger included, when its facts come in another order, or twice', { timeout: TIMEOUT_MS }, () => {
    const retold = history.chain(({ facts, asked }) =>
      fc.record({
        facts: fc.constant(facts),
        asked: fc.constant(asked),
        again: fc.record({
          periods: retell(facts.periods),
          changes: retell(facts.changes),
          pauses: retell(facts.pauses),
          ends: retell(facts.ends),
          packs: retell(facts.packs),
          entries: retell(facts.entries),
          settlements: retell(facts.settlements),
        }),
      }),
    )
    fc.assert(
      fc.property(retold, ({ facts, asked, again }) => {
        expect(deriveHours(again, asked)).toEqual(deriveHours(facts, asked))
      }),
      RUN,
    )
  })

  test('none is moved about by being looked at', { timeout: TIMEOUT_MS }, () => {
    fc.assert(
      fc.property(history, ({ facts, asked }) => {
        const before = structuredClone(facts)
        deriveHours(facts, asked)
        expect(facts).toEqual(before)
      }),
      { ...RUN, numRuns: Math.min(HISTORIES, 500) },
    )
  })
})

/** The same facts in some order, some of them twice. */
function retell<Fact>(facts: readonly Fact[]): fc.Arbitrary<Fact[]> {
  return fc
    .tuple(fc.shuffledSubarray([...facts], { minLength: facts.length }), fc.subarray([...facts]))
    .map(([shuffled, told]) => [...shuffled, ...told.map((fact) => ({ ...fact }))])
}
