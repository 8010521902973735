import { afterEach, beforeEach, expect, test } from 'vitest'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { runCommand } from '../../fixtures/runCommand.ts'
import { makeInvoice, makePaymentIntent, makeRefund } from '../../fixtures/stripeObjects.ts'

let world: World

const seconds = (text: string) => Date.parse(text) / 1000

async function list(at: string | null, ...argv: string[]) {
  const result = await runCommand(world.ports, [
    '--workspace',
    world.folder,
    '--json',
    ...(at === null ? [] : ['--at', at]),
    'payments',
    ...argv,
  ])
  expect(result.stderr).toBe('')
  return (result.json() as { items: { ref: string; status: string; at: string }[] }).items.map(({ ref, status, at: since }) => [
    ref,
    status,
    since,
  ])
}

beforeEach(async () => {
  world = await createWorld(2)
  const customer = 'cus_T000001'
  world.stripe.put(
    makePaymentIntent({
      id: 'pi_Pack',
      customer,
      amount: 9900,
      created: seconds('2026-11-01T08:00:00Z'),
      metadata: { plan: 'trading.pro' },
    }),
  )
  world.stripe.put(makeRefund({ id: 're_1', payment: 'pi_Pack', amount: 9900, created: seconds('2026-11-05T08:00:00Z') }))
  const start = seconds('2026-11-02T00:00:00Z')
  world.stripe.put({
    ...makeInvoice({ id: 'in_Late', customer, created: start, lines: [] }),
    status: 'void',
    attempt_count: 0,
    attempted: false,
    amount_due: 500,
    amount_paid: 0,
    status_transitions: { finalized_at: start, paid_at: null, voided_at: seconds('2026-11-10T00:00:00Z'), marked_uncollectible_at: null },
  })
  for (const argv of [['connect', 'stripe', '--base-url', world.stripe.baseUrl, '--secret-env', 'STRIPE_KEY'], ['sync']])
    expect((await runCommand(world.ports, ['--workspace', world.folder, ...argv])).exitCode).toBe(0)
})

afterEach(() => world.end())

test('a payment stands as it did at the instant, whatever became of it since', async () => {
  expect(await list('2026-10-31T00:00:00Z')).toEqual([])
  expect((await list('2026-11-01T12:00:00Z')).map(([ref]) => ref)).toEqual(['pi_Pack'])
  const before = await list('2026-11-04T00:00:00Z', '--company', 'cus_T000001')
  const after = await list('2026-11-12T00:00:00Z', '--company', 'cus_T000001')
  const statusOf = (items: string[][], ref: string) => items.find(([each]) => each === ref)?.[1]
  expect([statusOf(before, 'in_Late'), statusOf(after, 'in_Late')]).toEqual(['pending', 'canceled'])
  expect([statusOf(before, 'pi_Pack'), statusOf(after, 'pi_Pack')]).toEqual(['succeeded', 'refunded'])
})

test('what is asked of payments is asked of them as they stood', async () => {
  expect((await list('2026-11-04T00:00:00Z', '--status', 'pending')).map(([ref]) => ref)).toEqual(['in_Late'])
  expect(await list('2026-11-12T00:00:00Z', '--status', 'pending')).toEqual([])
})
