import { describe, expect, test } from 'vitest'
import type { FaultName } from '../../../../../src-main/sandbox/stripe/http/faults.ts'
import { DAY, HOUR } from '../../../sandbox/openSandbox.ts'
import { openActing } from './openActing.ts'
import { ORDER_CASES } from './orderCases.ts'

/** Faults after which nobody knows what was done. */
const LOSING: readonly FaultName[] = ['lost-answer', 'reset', 'truncated-gzip', 'truncated-json']

async function openWith({ stage, ...rest }: (typeof ORDER_CASES)[number]) {
  const acting = await openActing()
  const order = stage(acting)
  return { ...rest, acting, order, request: acting.freeze(order) }
}

describe.each(ORDER_CASES)('$name', (each) => {
  test('is accepted, and seen in the stand-in', async () => {
    const { acting, order, request, effects, touched, check } = await openWith(each)
    const sent = await acting.send(request)
    expect(sent).toMatchObject({ kind: 'accepted', ref: expect.stringMatching(/^\w+_\w+/) })
    expect(sent.kind === 'accepted' && sent.touched.map(({ kind }) => kind)).toEqual(touched)
    expect(acting.effects()).toEqual(effects)
    check(acting, order)
  })

  test('twice under the same key is done once, and answered alike', async () => {
    const { acting, request, effects, order, check } = await openWith(each)
    const first = await acting.send(request)
    acting.pass(22 * HOUR)
    const second = await acting.send(request)
    expect(second).toMatchObject({ kind: 'accepted', ref: first.kind === 'accepted' && first.ref })
    expect(acting.effects()).toEqual(effects)
    if (!order.kind.startsWith('subscription') && order.kind !== 'trial.extend') check(acting, order)
  })

  test.each(LOSING)('whose answer meets %s is lost, and done once when it is sent again', async (fault) => {
    const { acting, request, effects } = await openWith(each)
    acting.faults.set(fault, { count: 1, path: writePath(effects[0] ?? '') })
    const lost = await acting.send(request)
    // Where the fault met a question before, nothing was begun.
    expect(lost.kind === 'lost' || (lost.kind === 'turned-away' && acting.effects().length === 0)).toBe(true)
    expect(await acting.send(request)).toMatchObject({ kind: 'accepted' })
    expect(acting.effects()).toEqual(effects)
  })

  test('is looked up after three days: before it was done, and after', async () => {
    const { acting, request, before, after } = await openWith(each)
    const sentAt = acting.stripe.now()
    expect(await acting.lookUp(request, sentAt)).toMatchObject({ kind: before })
    const sent = await acting.send(request)
    acting.pass(3 * DAY)
    const looked = await acting.lookUp(request, sentAt)
    expect(looked).toMatchObject({ kind: after })
    if (looked.kind === 'done') expect({ ref: looked.ref }).toEqual({ ref: sent.kind === 'accepted' ? sent.ref : null })
  })

  test('is kept without a secret, and nothing else is read back', async () => {
    const { acting, request } = await openWith(each)
    expect(request).not.toMatch(/sk_test|rk_test|_secret_|https:\/\/checkout/)
    const spoiled = JSON.stringify({ ...(JSON.parse(request) as object), more: 1 })
    await expect(acting.send(spoiled)).rejects.toThrow(/more/)
    expect(acting.effects()).toEqual([])
  })

  test('is told to have no permission by a key that only reads, and is not done', async () => {
    const { acting, request } = await openWith(each)
    acting.faults.set('read-only-key')
    expect(await acting.send(request)).toMatchObject({ kind: 'refused', lacksPermission: true, code: 'more_permissions_required' })
    expect(acting.effects()).toEqual([])
  })

  test.each([
    ['revoked-key', 'turned-away', 'unauthorized'],
    ['rate-limited', 'turned-away', 'rate-limited'],
  ] as const)('that meets %s is %s', async (fault, kind, error) => {
    const { acting, request } = await openWith(each)
    acting.faults.set(fault)
    expect(await acting.send(request)).toMatchObject({ kind, error: { kind: error } })
    expect(acting.effects()).toEqual([])
  })
})

/** Where the first request that writes goes. */
function writePath(operation: string): string {
  if (operation.startsWith('schedules')) return '/v1/subscription_schedules'
  return '/'
}
