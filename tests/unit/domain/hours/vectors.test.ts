import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { deriveHours } from '../../../../src-main/domain/hours/deriveHours.ts'
import { type Instant, toIso } from '../../../../src-shared/model/instant.ts'
import type { Limit } from '../../../../src-shared/model/limit.ts'
import { at, NOTHING } from './hoursHistory.ts'

interface Vector {
  name: string
  given: {
    at: string
    subscription?: {
      anchor: string
      paid: [start: string, end: string][]
      includedMinutes: Limit
      rolloverCapMinutes: number
      endedAt?: string
    }
    packs?: { ref: string; minutes: number; boughtAt: string; expiresAt: string }[]
    entries?: { key: string; when: string; minutes: number }[]
  }
  expect: object
}

const FILE = join(import.meta.dirname, '../../../../../shared/vectors/hours.json')
const vectors = readVectors()

describe('the worked examples of hours.json', () => {
  if (vectors.length === 0) test.skip('1 file skipped: it does not lie beside the project')
  else test.each(vectors)('$name', (vector) => expect(derive(vector)).toEqual(vector.expect))
})

function readVectors(): Vector[] {
  return existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : []
}

/** What the example's facts give, in the words of the example. */
function derive({ given }: Vector) {
  const { subscription: its, packs = [], entries = [] } = given
  const rule = its && { minutesPerMonth: its.includedMinutes, rolloverCapMinutes: its.rolloverCapMinutes }
  const { ledger: _, ...balance } = deriveHours(
    {
      ...NOTHING,
      periods:
        its?.paid.map(([start, end], index) => ({
          ref: `in_${index}`,
          start: at(start),
          end: at(end),
          anchor: at(its.anchor),
          cut: 'months',
          begins: index === 0 ? 'start' : 'renewal',
          rule: rule ?? { minutesPerMonth: 0, rolloverCapMinutes: 0 },
          standings: [{ at: at(start), standing: 'paid' }],
        })) ?? [],
      ends: its?.endedAt ? [{ key: 'end', from: at(its.endedAt), until: null }] : [],
      packs: packs.map((pack) => ({ ...pack, boughtAt: at(pack.boughtAt), expiresAt: at(pack.expiresAt), refundedAt: null })),
      entries: entries.map(({ key, when, minutes }) => ({ key, at: at(when), minutes })),
    },
    at(given.at),
  )
  const toText = (instant: Instant) => toIso(instant)
  return {
    ...balance,
    window: balance.window && { start: toText(balance.window.start), end: toText(balance.window.end) },
    packs: balance.packs.map((pack) => ({ ...pack, expiresAt: toText(pack.expiresAt) })),
  }
}
