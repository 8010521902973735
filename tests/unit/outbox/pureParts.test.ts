import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ActionStep, StepDetail } from '../../../src-main/domain/actions/action.ts'
import { isBeyondDay, movesMoney, needsApproval } from '../../../src-main/domain/actions/actionCaps.ts'
import { canFollow, waitsForPerson } from '../../../src-main/domain/actions/actionStates.ts'
import { compareSeen } from '../../../src-main/domain/actions/compareSeen.ts'
import { isHalted } from '../../../src-main/domain/actions/isHalted.ts'
import { listGains, listLossWords } from '../../../src-main/domain/actions/listGains.ts'
import type { Order } from '../../../src-main/domain/actions/order.ts'
import { toSerial } from '../../../src-main/domain/actions/order.ts'
import { toStanding } from '../../../src-main/domain/actions/toStanding.ts'
import { readCatalogText } from '../../../src-main/engine/catalogs.ts'
import { templates } from '../../../src-main/engine/templates.ts'
import { openStore } from '../../../src-main/store/openStore.ts'
import { findAction } from '../../../src-main/store/reads/actions.ts'
import { examineActions } from '../../../src-main/store/reads/examineActions.ts'
import { saveAction, saveActionStep } from '../../../src-main/store/writes/saveAction.ts'
import { ACTION_KINDS, ACTION_STATES, type ActionState, type SeenRow } from '../../../src-shared/model/action.ts'
import { toInstant } from '../../../src-shared/model/instant.ts'
import { makeFolder } from '../store/makeStore.ts'

const NOW = toInstant(Date.UTC(2026, 10, 21))
const FINAL: readonly ActionState[] = ['confirmed', 'rejected', 'cancelled']
const usd = (amount: number) => ({ amount, currency: 'USD' })

describe('the states of an action', () => {
  test('what is over stays over, and nothing else is without a way on', () => {
    const ways = Object.fromEntries(ACTION_STATES.map((state) => [state, ACTION_STATES.filter((next) => canFollow(state, next))]))
    expect(ACTION_STATES.filter((state) => ways[state]?.length === 0)).toEqual(FINAL)
    expect(ACTION_STATES.filter((state) => canFollow(null, state))).toEqual(['draft', 'queued'])
    // What was sent is never taken back, and nothing is sent again but what was turned away or was not there.
    expect(ways['attempting']).toEqual(['queued', 'accepted', 'rejected', 'unknown'])
    expect(ways['accepted']).toEqual(['confirmed', 'rejected', 'unknown'])
    expect(ways['unknown']).toEqual(['accepted', 'confirmed', 'rejected'])
    expect(ACTION_STATES.filter((state) => canFollow(state, 'attempting'))).toEqual(['queued'])
    expect(ACTION_STATES.filter((state) => canFollow(state, 'cancelled'))).toEqual(['draft', 'queued', 'conflict'])
    expect(ACTION_STATES.filter(waitsForPerson)).toEqual(['draft', 'conflict', 'unknown'])
  })

  test('any allowed steps fold, and where the store says that it stands is what they fold to; what is not allowed breaks', () => {
    const folder = makeFolder()
    const store = openStore(folder, 'write', NOW)
    let number = 0
    const walk = fc.array(fc.nat(8), { maxLength: 12 })
    fc.assert(
      fc.property(fc.constantFrom('draft', 'queued'), walk, (first, choices) => {
        const steps: ActionStep[] = [makeStep(first as ActionState, 0)]
        for (const choice of choices) {
          const last = steps.at(-1)?.state ?? null
          const next = ACTION_STATES.filter((state) => canFollow(last, state))
          const state = next[choice % Math.max(next.length, 1)]
          if (state === undefined) break
          steps.push(makeStep(state, steps.length, steps.filter((step) => step.state === 'attempting').length + 1))
        }
        const id = `walk-${number++}`
        store.transact((tx) => {
          const [one, ...more] = steps
          saveAction(tx, makeAction(id), one ?? makeStep('queued', 0))
          for (const step of more) saveActionStep(tx, { ...step, action: id })
        })
        const standing = toStanding(steps)
        expect(standing.state).toBe(steps.at(-1)?.state)
        expect(standing.attempts).toBe(steps.filter(({ state }) => state === 'attempting').length)
        expect(findAction(store.read, id)?.standing).toEqual(standing)
        const forbidden = ACTION_STATES.filter((state) => !canFollow(standing.state, state))
        for (const state of forbidden) {
          expect(() => toStanding([...steps, makeStep(state, 99)])).toThrow('does not go from')
          expect(() => store.transact((tx) => saveActionStep(tx, { ...makeStep(state, 99), action: id }))).toThrow('does not go from')
        }
      }),
      { numRuns: 60 },
    )
    expect(examineActions(store.read)).toMatchObject({ ok: true, detail: `${number} actions, as told by their steps` })
    store.transact((tx) => tx.sqlite.prepare("update action_step set state = 'confirmed' where seq = 1").run())
    expect(examineActions(store.read).ok).toBe(false)
    store.close()
  })

  test('a standing keeps what was decided until that is decided anew', () => {
    const saw = (amount: number): SeenRow[] => [{ name: 'due', label: 'Due', value: { kind: 'money', amount, currency: 'USD' } }]
    const steps: [ActionState, StepDetail][] = [
      ['draft', { order: null, saw: saw(1), sawAt: NOW, atMost: usd(1) }],
      ['queued', {}],
      ['queued', { isForced: true }],
      ['attempting', { attempt: 1, key: 'k-1', request: '{}' }],
      ['queued', {}],
      ['conflict', { now: saw(2) }],
      ['queued', { order: null, saw: saw(2), sawAt: toInstant(NOW + 1), atMost: usd(2), amount: usd(2) }],
      ['attempting', { attempt: 2, key: 'k-2', request: '{}' }],
      ['unknown', {}],
      ['confirmed', { ref: 'R1' }],
    ]
    const standsAfter = (count: number) =>
      toStanding(steps.slice(0, count).map(([state, detail], index) => ({ ...makeStep(state, index), detail })))
    expect(standsAfter(2)).toMatchObject({ state: 'queued', saw: saw(1), atMost: usd(1), amount: null, isForced: false, attempts: 0 })
    expect(standsAfter(3)).toMatchObject({ isForced: true, since: NOW + 1 })
    // What was turned away on its way is still what a person sent on.
    expect(standsAfter(5)).toMatchObject({ state: 'queued', isForced: true, attempts: 1, attempt: { key: 'k-1' } })
    expect(standsAfter(6)).toMatchObject({ state: 'conflict', now: saw(2), saw: saw(1) })
    expect(standsAfter(7)).toMatchObject({
      state: 'queued',
      now: null,
      saw: saw(2),
      sawAt: NOW + 1,
      atMost: usd(2),
      amount: usd(2),
      isForced: false,
    })
    expect(standsAfter(9)).toMatchObject({ state: 'unknown', attempts: 2, attempt: { key: 'k-2', at: NOW + 7 }, accepted: null })
    expect(standsAfter(10)).toMatchObject({ accepted: { ref: 'R1', touched: [], hasLink: false } })
  })
})

test.each([
  ['the same', { kind: 'text', text: 'a' }, { kind: 'text', text: 'a' }, true],
  ['another word', { kind: 'text', text: 'a' }, { kind: 'text', text: 'b' }, false],
  ['a text like nothing', { kind: 'text', text: '' }, { kind: 'none' }, false],
  ['nothing twice', { kind: 'none' }, { kind: 'none' }, true],
  ['another amount', { kind: 'money', amount: 1, currency: 'USD' }, { kind: 'money', amount: 2, currency: 'USD' }, false],
  ['another currency', { kind: 'money', amount: 1, currency: 'USD' }, { kind: 'money', amount: 1, currency: 'KES' }, false],
  ['a number like an instant', { kind: 'number', number: NOW }, { kind: 'instant', at: NOW }, false],
  ['a number like a text', { kind: 'number', number: 1 }, { kind: 'text', text: '1' }, false],
  ['another instant', { kind: 'instant', at: NOW }, { kind: 'instant', at: toInstant(NOW + 1) }, false],
] as const)('what was seen is compared by what it says: %s', (_, saw, now, isSame) => {
  const row = (value: SeenRow['value']): SeenRow => ({ name: 'row', label: 'Row', value })
  expect(compareSeen([row(saw)], [row(now)])).toEqual(isSame ? [] : [{ name: 'row', label: 'Row', saw, now }])
})

test('a row that is gone, and one that came, are differences too; labels are none', () => {
  const row = (name: string, label = name): SeenRow => ({ name, label, value: { kind: 'number', number: 1 } })
  const one = { kind: 'number', number: 1 }
  expect(compareSeen([row('gone'), row('stays', 'Once')], [row('stays', 'Now'), row('came')])).toEqual([
    { name: 'gone', label: 'gone', saw: one, now: { kind: 'none' } },
    { name: 'came', label: 'came', saw: { kind: 'none' }, now: one },
  ])
})

test.each<[string, boolean]>([
  ['', false],
  ['r r r r', false],
  ['r r r r r', true],
  ['r r r r a r', false],
  ['a r r r r r', false],
  ['q r r r r r', false],
  ['r q r r r r', false],
  ['u r r r r r', false],
  ['r r r r r q', true],
])('refusals in a row, newest first: "%s" stops: %s', (row, isStopped) => {
  const words: Record<string, ActionState> = { r: 'rejected', a: 'accepted', q: 'queued', u: 'unknown' }
  const newest = row.split(' ').flatMap((letter) => words[letter] ?? [])
  expect(isHalted(newest)).toBe(isStopped)
})

test('caps hold each currency to its own, others to what is said of others, and what is given back as what is taken', () => {
  const caps = {
    confirmAbove: { USD: 500, KES: 0 },
    confirmAboveOther: 100,
    moneyPerDay: { USD: 1_000 },
    moneyPerDayOther: 10,
    sendsPerMinute: 1,
  }
  expect([null, usd(500), usd(501), usd(-501), usd(0)].map((amount) => needsApproval(caps, amount))).toEqual([
    false,
    false,
    true,
    true,
    false,
  ])
  expect([100, 101].map((amount) => needsApproval(caps, { amount, currency: 'EUR' }))).toEqual([false, true])
  expect(needsApproval(caps, { amount: 1, currency: 'KES' })).toBe(true)
  expect([999, 1_000, 1_001].map((moved) => isBeyondDay(caps, usd(1), moved))).toEqual([false, true, true])
  expect([isBeyondDay(caps, usd(-2), 999), isBeyondDay(caps, null, 5_000), isBeyondDay(caps, { amount: 11, currency: 'EUR' }, 0)]).toEqual([
    ...[true, false, true],
  ])
  expect(ACTION_KINDS.filter((kind) => !movesMoney(kind))).toEqual([
    ...['subscription.pause', 'subscription.cancel', 'subscription.keep', 'trial.extend', 'link.portal', 'account.create'],
    ...['pack.credit', 'plan.override'],
  ])
})

test('what is gained and lost is told in words, each way', () => {
  const read = readCatalogText(JSON.stringify(templates.get('trading')))
  if (!read.ok) throw new Error('a template is a catalog')
  const { catalog } = read.parsed
  const { free, pro, elite } = catalog.plans
  if (!free || !pro || !elite) throw new Error('it has these plans')
  expect(listGains(catalog, null, free)).toEqual(['Positions: 5'])
  expect(listGains(catalog, free, pro)).toEqual(['Positions: 5 → 50', 'Auto-trading', 'AI signals', 'Comparative analytics'])
  expect(listGains(catalog, pro, elite)).toEqual(['Positions: 50 → unlimited', 'Priority support', 'Custom strategies'])
  expect(listGains(catalog, elite, pro)).toEqual([])
  expect(listLossWords(catalog, elite, pro)).toEqual(['Positions: unlimited → 50', 'Priority support', 'Custom strategies'])
  expect(listLossWords(catalog, pro, null)).toEqual(['Positions: 50', 'Auto-trading', 'AI signals', 'Comparative analytics'])
  expect([listLossWords(catalog, pro, elite), listLossWords(catalog, null, pro)]).toEqual([[], []])
})

test('what could undo or double each other is of one series', () => {
  const of = (order: Order) => toSerial(order)
  const subscription = 'sub_1'
  const series = [
    of({ kind: 'subscription.pause', subscription }),
    of({ kind: 'subscription.cancel', subscription, when: 'now', at: null }),
    of({ kind: 'coupon.apply', subscription, coupon: 'A' }),
    of({ kind: 'subscription.change', subscription, item: 'i', price: 'p', quantity: 1, when: 'now', proration: 'none' }),
  ]
  expect(new Set(series).size).toBe(1)
  const push = { kind: 'payment.push', phone: '254700000000', amount: usd(1), reference: 'R', description: 'D' } as const
  expect(of(push)).toBe(of({ ...push, amount: usd(2), description: 'E' }))
  expect(of(push)).not.toBe(of({ ...push, phone: '254700000001' }))
  expect(of(push)).not.toBe(of({ ...push, reference: 'S' }))
  expect(of({ kind: 'invoice.retry', invoice: 'in_1' })).toBe(of({ kind: 'invoice.void', invoice: 'in_1' }))
  expect(of({ kind: 'link.portal', customer: 'c' })).not.toBe(of({ kind: 'link.portal', customer: 'd' }))
})

function makeStep(state: ActionState, index: number, attempt = 1): ActionStep {
  const detail: StepDetail = state === 'attempting' ? { attempt, key: `key-${index}`, request: '{}' } : {}
  return { action: '', state, at: toInstant(NOW + index), who: 'ann', text: state, reason: '', detail }
}

function makeAction(id: string) {
  return {
    ...({ id, kind: 'payment.refund', provider: 'stripe', account: 'acct_1', company: 'co_1', product: null, serial: null } as const),
    ...{ wish: '{}', title: 'Refund', amount: usd(5), at: NOW, who: 'ann', reason: '' },
  }
}
