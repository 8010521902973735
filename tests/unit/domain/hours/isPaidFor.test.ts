import { expect, test } from 'vitest'
import type { Standing } from '../../../../src-main/domain/hours/hoursFacts.ts'
import { isPaidFor } from '../../../../src-main/domain/hours/isPaidFor.ts'
import { toInstant } from '../../../../src-shared/model/instant.ts'

test.each<[what: string, ...standings: [at: number, standing: Standing['standing']][], isPaid: boolean]>([
  ['counts as paid once it is paid', [5, 'paid'], true],
  ['counts as paid at the very instant of payment', [10, 'paid'], true],
  ['is not paid before its payment', [11, 'paid'], false],
  ['is not paid while nothing is known of it', false],
  ['counts as paid while it is a draft', [5, 'draft'], true],
  ['counts as paid while it is open', [5, 'draft'], [6, 'open'], true],
  ['is not paid once a payment has failed', [5, 'open'], [7, 'failed'], false],
  ['is not paid once it is overdue', [5, 'open'], [7, 'overdue'], false],
  ['counts as paid until it fails', [5, 'open'], [11, 'failed'], true],
  ['does not count as open again after it failed', [5, 'open'], [7, 'failed'], [8, 'open'], false],
  ['is paid by the retry that succeeds', [5, 'open'], [7, 'failed'], [9, 'paid'], true],
  ['pays for nothing when void', [5, 'open'], [7, 'void'], false],
  ['pays for nothing when uncollectible', [5, 'open'], [7, 'uncollectible'], false],
  ['is paid by who pays what was given up', [7, 'uncollectible'], [9, 'paid'], true],
  ['stays paid, whatever is said of it later', [5, 'paid'], [7, 'void'], true],
])('a period %s', (_, ...given) => {
  const isPaid = given.pop()
  const standings = given.filter((each) => Array.isArray(each)).map(([at, standing]) => ({ at: toInstant(at), standing }))
  expect(isPaidFor({ standings }, toInstant(10))).toBe(isPaid)
  expect(isPaidFor({ standings: standings.toReversed() }, toInstant(10))).toBe(isPaid)
})
