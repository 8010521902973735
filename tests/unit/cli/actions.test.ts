import { beforeEach, describe, expect, test } from 'vitest'
import { runCommand } from '../../fixtures/runCommand.ts'
import { DAY, type OutboxWorld, openOutboxWorld, PHONE, subscribeAtStripe } from '../outbox/openOutboxWorld.ts'

const PRO = 'trading.pro.month'
const TO_ELITE = ['--plan', 'trading.elite', '--interval', 'month', '--when', 'now'] as const
const REASON = ['--reason', 'They asked for it'] as const
const PAUSE = ['--acknowledge', ...REASON] as const
const ENDS = ['--when', 'period-end', '--acknowledge', ...REASON] as const

interface Action {
  id: string
  state: string
  amount: { amount: number; currency: string } | null
  who: string
  ref: string | null
  conflict: { name: string }[]
}

interface Preview {
  title: string
  refusal: { reason: string } | null
  rows: { name: string; before: object; after: object }[]
  effectAt: string | null
}

let world: OutboxWorld
let one: ReturnType<typeof subscribeAtStripe>

beforeEach(async () => {
  world = await openOutboxWorld()
  one = subscribeAtStripe(world, 'ann', PRO)
  expect((await run('sync', '--provider', 'stripe')).exitCode).toBe(0)
})

const run = (...argv: string[]) => runCommand(world.ports, ['--workspace', world.folder, '--json', ...argv])
const say = async (...argv: string[]) => (await runCommand(world.ports, ['--workspace', world.folder, ...argv])).stdout
const act = async (kind: string, ...argv: string[]) => {
  const { exitCode, stdout, stderr } = await run('action', kind, one.customer, ...argv)
  const json = stdout === '' ? {} : (JSON.parse(stdout) as object)
  return { exitCode, error: stderr, action: null, preview: null, ...json } as {
    exitCode: number
    error: string
    action: Action | null
    preview: Preview | null
    link?: string | null
  }
}
const stateOf = async (id: string | undefined) => ((await run('actions', 'show', id ?? '')).json() as { action: Action }).action.state
const atStripe = () => world.stripe.act('subscriptions.retrieve', {}, one.subscription)

describe('action', () => {
  test('shows what it would do, and queues it under the name of who sits here', async () => {
    const { exitCode, action, preview } = await act('subscription.cancel', ...ENDS)
    expect(exitCode).toBe(0)
    expect(action).toMatchObject({ state: 'queued', who: 'ann@desk', kind: 'subscription.cancel', provider: 'stripe' })
    expect(preview).toMatchObject({ refusal: null, takesEffect: 'period-end', effectAt: expect.stringMatching(/^2026-12-.*Z$/) })
    expect(atStripe()['cancel_at_period_end']).toBe(false)
    expect((await run('status')).json()).toMatchObject({ outbox: { queued: 1, conflict: 0, unknown: 0 } })
    expect(await say('status')).toContain('Outbox: 1 queued. See tierdesk actions')
  })

  test('shows it to a person: before and after, money, what is gained and lost', async () => {
    const text = await say('action', 'subscription.change', one.customer, ...TO_ELITE, '--preview')
    expect(text).toMatch(/Before +After\n/)
    expect(text).toMatch(/\nPlan +Trading Pro +Trading Elite\n/)
    expect(text).toMatch(/\nDue at 2026-.*: \d+\.\d\d USD\n/)
    expect(text).toContain('Takes effect at once.')
    expect(text).toMatch(/\nGained: /)
    expect((await run('actions')).json()).toEqual({ items: [], next: null })
  })

  test('only shows it beside a program that holds the workspace', async () => {
    const engine = world.open()
    const shown = await act('subscription.change', ...TO_ELITE, '--preview')
    expect([shown.exitCode, shown.preview?.refusal]).toEqual([0, null])
    expect((await act('subscription.change', ...TO_ELITE, ...REASON)).exitCode).toBe(1)
    await world.stop(engine)
  })

  test('sends it at once where that is asked, and waits until the mirror has it', async () => {
    const { exitCode, action } = await act('subscription.cancel', ...ENDS, '--send')
    expect([exitCode, action?.state]).toEqual([0, 'confirmed'])
    expect(atStripe()['cancel_at_period_end']).toBe(true)
  })

  test('of the same key is the same action, also once what it was done to is gone', async () => {
    const end = ['--when', 'now', '--acknowledge', ...REASON, '--key', 'end-of-pro-1', '--send'] as const
    const first = await act('subscription.cancel', ...end)
    expect([first.exitCode, first.action?.state]).toEqual([0, 'confirmed'])
    expect(atStripe()['status']).toBe('canceled')
    const again = await act('subscription.cancel', ...end)
    expect([again.exitCode, again.action, again.preview]).toEqual([0, first.action, null])
    expect((await run('actions')).json()).toMatchObject({ items: [{ id: 'end-of-pro-1' }] })
    const other = await act('subscription.pause', '--key', 'end-of-pro-1')
    expect([other.exitCode, JSON.parse(other.error)]).toEqual([4, { error: expect.objectContaining({ code: 'key-taken' }) }])
  })

  test('reads an amount in the currency of the payment', async () => {
    const { items } = (await run('payments', '--company', one.customer)).json() as { items: { ref: string; amount: number }[] }
    const refund = ['payment.refund', '--payment', items[0]?.ref ?? '', ...REASON, '--acknowledge'] as const
    expect((await act(...refund, '--amount', '5.50')).action).toMatchObject({ amount: { amount: 550, currency: 'USD' } })
    expect((await act(...refund, '--amount', '5.505')).exitCode).toBe(2)
    const more = await act(...refund, '--amount', '5000.00')
    expect([more.exitCode, more.action, more.preview?.refusal?.reason]).toEqual([4, null, 'That is more than is left of it.'])
  })

  test.each<[string, string, readonly string[]]>([
    ['without a reason', 'plan.override', ['--plan', 'trading.elite', '--until', '2027-01-01T00:00:00Z']],
    ['without an acknowledgement', 'subscription.cancel', ['--when', 'now', ...REASON]],
    [
      'that the provider has no way for',
      'payment.push',
      ['--provider', 'stripe', '--phone', PHONE, '--plan', 'image-quota.pro', '--interval', 'once'],
    ],
  ])('%s is refused, and the preview is the answer', async (_, kind, argv) => {
    const { exitCode, action, preview } = await act(kind, ...argv)
    expect([exitCode, action]).toEqual([4, null])
    expect(preview?.title).toBeTruthy()
    expect((await run('actions')).json()).toMatchObject({ items: [] })
  })

  test.each<[string, string, readonly string[], RegExp]>([
    ['a kind that there is not', 'subscription.pray', [], /no kind of action/],
    ['an option of another kind', 'subscription.pause', ['--coupon', 'TEN'], /--coupon says nothing of subscription\.pause/],
    ['no plan', 'subscription.change', ['--when', 'now'], /--plan is missing/],
    ['no time', 'subscription.cancel', [], /--when is missing/],
    ['a key that is too short', 'subscription.pause', ['--key', 'short'], /8 to 60/],
    ['both to be shown and sent', 'subscription.pause', ['--preview', '--send'], /only be shown/],
    ['an invoice, of a company that owes nothing', 'invoice.retry', [], /no invoice to do it to/],
    [
      'limits of two products',
      'plan.override',
      ['--limit', 'trading.positions=5', '--limit', 'image-quota.images=5', '--until', '2027-01-01T00:00:00Z'],
      /more than one product/,
    ],
  ])('with %s is wrong use', async (_, kind, argv, message) => {
    const { exitCode, error } = await act(kind, ...argv)
    expect(exitCode).toBe(2)
    expect((JSON.parse(error) as { error: { message: string } }).error.message).toMatch(message)
  })

  test('names the subscriptions that could be meant, where there are two', async () => {
    const price = world.tags.get('estate-management.starter.month')?.id ?? ''
    const second = String(world.stripe.act('subscriptions.create', { customer: one.customer, items: [{ price }] })['id'])
    await run('sync', '--provider', 'stripe')
    const { exitCode, error } = await act('subscription.cancel', ...ENDS)
    expect(exitCode).toBe(2)
    expect(error).toContain(one.subscription)
    expect(error).toContain(second)
    const named = await act('subscription.cancel', '--subscription', second, ...ENDS)
    expect(named.action).toMatchObject({ state: 'queued' })
  })

  test('of our own word is done at once', async () => {
    const until = ['--until', '2027-01-01T00:00:00Z'] as const
    const { exitCode, action } = await act('plan.override', '--plan', 'trading.elite', ...until, ...REASON)
    expect([exitCode, action?.state]).toEqual([0, 'confirmed'])
    expect((await run('entitlement', one.customer, 'trading')).json()).toMatchObject({ plan: 'elite', subscribedPlan: 'pro' })
    const pack = ['--product', 'maintenance-hours', '--minutes', '120', '--expires', '2027-01-01T00:00:00Z'] as const
    expect((await act('pack.credit', ...pack, ...REASON)).action).toMatchObject({ state: 'confirmed' })
    expect((await run('hours', one.customer, '--product', 'maintenance-hours')).json()).toMatchObject({ packs: [{ minutes: 120 }] })
  })

  test('tells the address that it made: it is kept nowhere', async () => {
    const { exitCode, action, link } = await act('link.portal', '--send')
    expect([exitCode, action?.state]).toEqual([0, 'confirmed'])
    expect(link).toMatch(/^https?:\/\//)
    const { exitCode: later, json } = await run('actions', 'link', action?.id ?? '')
    expect([later, json()]).toEqual([1, { url: null, why: expect.stringContaining('Make another') }])
  })
})

describe('actions', () => {
  test('send all that is due, and one by its id', async () => {
    const first = await act('subscription.pause', ...PAUSE)
    const second = await act('subscription.resume', ...REASON)
    expect(first.action?.state).toBe('queued')
    const { exitCode, json } = await run('actions', 'send')
    expect(json()).toMatchObject({ items: [{ id: first.action?.id, state: 'confirmed' }] })
    expect([exitCode, second.exitCode]).toEqual([0, 4])
    expect((await run('actions', 'send')).json()).toEqual({ items: [] })
    const third = await act('subscription.resume', ...REASON)
    const sent = await run('actions', 'send', third.action?.id ?? '')
    expect([sent.exitCode, sent.json()]).toMatchObject([0, { state: 'confirmed' }])
  })

  test('without a line wait, and say so', async () => {
    const { action } = await act('subscription.pause', ...PAUSE)
    world.faults.stripe.set('rate-limited')
    const { exitCode, json } = await run('actions', 'send')
    expect([exitCode, json()]).toMatchObject([3, { items: [{ id: action?.id, state: 'queued' }] }])
  })

  test('in conflict show both sides, end with 4, and go on or are dropped', async () => {
    const { action } = await act('subscription.cancel', ...ENDS)
    const elite = world.tags.get('trading.elite.month')?.id ?? ''
    const item = (atStripe()['items'] as { data: { id: string }[] }).data[0]?.id ?? ''
    world.stripe.act('subscriptions.update', { items: [{ id: item, price: elite }] }, one.subscription)
    const { exitCode, json } = await run('actions', 'send')
    expect(exitCode).toBe(4)
    const conflict = (json() as { items: Action[] }).items[0]
    expect(conflict).toMatchObject({ id: action?.id, state: 'conflict' })
    expect(conflict?.conflict.length).toBeGreaterThan(0)
    expect(await say('actions', 'show', action?.id ?? '')).toMatch(/When it was decided +Now\n/)
    expect((await run('status')).json()).toMatchObject({ outbox: { queued: 0, conflict: 1, unknown: 0 } })

    const unread = await run('actions', 'settle', action?.id ?? '', 'go-on')
    expect([unread.exitCode, unread.json()]).toMatchObject([4, { action: { state: 'conflict' }, preview: { refusal: null } }])
    const settled = await run('actions', 'settle', action?.id ?? '', 'go-on', '--acknowledge', ...REASON)
    expect([settled.exitCode, settled.json()]).toMatchObject([0, { action: { state: 'queued' } }])
    expect((await run('actions', 'send')).exitCode).toBe(0)
    const late = await run('actions', 'settle', action?.id ?? '', 'drop')
    expect([late.exitCode, late.json()]).toMatchObject([4, { state: 'confirmed' }])
  })

  test('are cancelled before they are sent, and not after', async () => {
    const { action } = await act('subscription.pause', ...PAUSE)
    const cancelled = await run('actions', 'cancel', action?.id ?? '', '--reason', 'A mistake')
    expect([cancelled.exitCode, cancelled.json()]).toMatchObject([0, { id: action?.id, state: 'cancelled' }])
    expect((await run('actions', 'cancel', action?.id ?? '')).exitCode).toBe(4)
    expect((await run('actions', '--state', 'cancelled', '--company', one.customer)).json()).toMatchObject({ items: [{ id: action?.id }] })
    expect((await run('actions', '--state', 'queued')).json()).toMatchObject({ items: [] })
    expect((await run('actions', 'cancel', 'nothing')).error().code).toBe('action-missing')
  })

  test('that move much wait for a second confirmation', async () => {
    expect((await run('actions', 'caps', '--confirm-above', 'USD=1.00', '--per-minute', '5')).json()).toMatchObject({
      confirmAbove: { USD: 100 },
      sendsPerMinute: 5,
    })
    expect((await run('actions', 'caps')).json()).toMatchObject({ confirmAbove: { USD: 100, KES: 5_000_000 }, sendsPerMinute: 5 })
    expect((await run('actions', 'caps', '--confirm-above', 'USD')).exitCode).toBe(2)
    const { items } = (await run('payments', '--company', one.customer)).json() as { items: { ref: string }[] }
    const refund = await act('payment.refund', '--payment', items[0]?.ref ?? '', '--amount', '2.00', ...REASON, '--send')
    expect([refund.exitCode, refund.action?.state]).toEqual([3, 'draft'])
    const approved = await run('actions', 'approve', refund.action?.id ?? '')
    expect([approved.exitCode, approved.json()]).toMatchObject([0, { state: 'queued' }])
    expect((await run('actions', 'send')).exitCode).toBe(0)
    expect(await stateOf(refund.action?.id)).toBe('confirmed')
  })

  test('tell what can be done and what the keys may change', async () => {
    const { targets } = (await run('actions', 'offers', one.customer)).json() as { targets: { kind: string; offers: object[] }[] }
    expect(targets.find(({ kind }) => kind === 'subscription')?.offers).toContainEqual({ kind: 'subscription.pause', obstacle: null })
    const { items } = (await run('actions', 'permissions')).json() as { items: { provider: string; areas: Record<string, string> }[] }
    expect(items.find(({ provider }) => provider === 'mpesa')?.areas).toMatchObject({ refunds: 'not-offered', pushes: 'yes' })
  })
})

describe('an M-Pesa push whose answer was lost', () => {
  test('is unknown, and ends by the word of staff, who say how they know', async () => {
    const push = ['payment.push', '--phone', PHONE, '--plan', 'image-quota.pro', '--interval', 'once', ...REASON] as const
    const { action } = await act(...push)
    world.faults.mpesa.set('lost-answer', { path: '/mpesa/stkpush' })
    expect((await run('actions', 'send', action?.id ?? '')).exitCode).toBe(3)
    expect(await stateOf(action?.id)).toBe('unknown')
    expect((await run('status')).json()).toMatchObject({ outbox: { queued: 0, conflict: 0, unknown: 1 } })
    expect((await run('actions', 'settle', action?.id ?? '', 'not-happened')).exitCode).toBe(2)
    const settled = await run('actions', 'settle', action?.id ?? '', 'not-happened', '--reason', 'The phone was off')
    expect([settled.exitCode, settled.json()]).toMatchObject([0, { state: 'rejected' }])
  })
})

test('audit tells who decided what and why, step by step', async () => {
  const { action } = await act('subscription.pause', ...PAUSE, '--send')
  world.clock.advance(DAY)
  const { items, next } = (await run('audit', '--company', one.customer)).json() as { items: { state: string; who: string }[]; next: null }
  expect(next).toBeNull()
  expect(items.map(({ state }) => state)).toEqual(['confirmed', 'accepted', 'attempting', 'queued'])
  expect(items.at(-1)).toMatchObject({ who: 'ann@desk', reason: 'They asked for it', action: action?.id, at: expect.stringMatching(/Z$/) })
  expect((await run('audit', '--who', 'nobody@desk')).json()).toEqual({ items: [], next: null })
  const { items: page, next: more } = (await run('audit', '--action', action?.id ?? '', '--limit', '3')).json() as {
    items: object[]
    next: string
  }
  expect(page).toHaveLength(3)
  expect((await run('audit', '--action', action?.id ?? '', '--limit', '3', '--cursor', more)).json()).toMatchObject({
    items: [{ state: 'queued' }],
  })
  expect(await say('audit')).toMatch(/^At +Who +State/)
})
