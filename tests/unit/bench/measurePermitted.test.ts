import { expect, test } from 'vitest'
import { measurePermitted } from '../../bench/measurePermitted.ts'
import type { Served } from '../../bench/programs/serveCompanies.ts'

const LIMITS = { perEndpoint: 25, perAccount: 40 }

/** So many answers, evenly over so many seconds, the last at their end. */
function serve(path: string, count: number, seconds: number, { from = 0, status = 200 } = {}): Served[] {
  return Array.from({ length: count }, (_, index) => ({ at: (from + (index * seconds) / (count - 1)) * 1000, path, status }))
}

test('a list that is read at half its rate makes use of half', () => {
  expect(measurePermitted(serve('/v1/customers', 125, 10), LIMITS)).toEqual({ share: 0.5, refusedShare: 0 })
})

test('two lists at once share what the account permits, one after the other each has its own', () => {
  const customers = serve('/v1/customers', 200, 10)
  const atOnce = [...customers, ...serve('/v1/invoices', 200, 10)]
  const inTurn = [...customers, ...serve('/v1/invoices', 200, 10, { from: 10 })]
  expect(measurePermitted(atOnce, LIMITS).share).toBeCloseTo(400 / 400, 10)
  expect(measurePermitted(inTurn, LIMITS).share).toBeCloseTo(400 / 500, 10)
})

test('what a short list took of the account is not permitted to the others', () => {
  const served = [...serve('/v1/customers', 200, 10), ...serve('/v1/invoices', 150, 10), ...serve('/v1/prices', 50, 10)]
  expect(measurePermitted(served, LIMITS).share).toBeCloseTo(350 / 351, 2)
})

test('what was refused is a share of all answers about lists', () => {
  const served = [...serve('/v1/customers', 196, 10), ...serve('/v1/customers', 4, 9, { status: 429 })]
  expect(measurePermitted(served, LIMITS)).toEqual({ share: 196 / 250, refusedShare: 0.02 })
})

test('single objects, events and lists that are short tell nothing of a rate', () => {
  const served = [
    ...serve('/v1/customers', 125, 10),
    ...serve('/v1/customers/cus_1', 50, 20),
    ...serve('/v1/events', 50, 20),
    ...serve('/v1/prices', 99, 20),
  ]
  expect(measurePermitted(served, LIMITS)).toEqual({ share: 0.5, refusedShare: 0 })
  expect(() => measurePermitted(serve('/v1/prices', 99, 20), LIMITS)).toThrow('No list had 100 pages')
})
