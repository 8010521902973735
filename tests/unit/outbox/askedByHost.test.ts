import { expect, test } from 'vitest'
import type { Question } from '../../../src-main/ports.ts'
import { decide, openOutboxWorld, subscribeAtStripe } from './openOutboxWorld.ts'

test('a host that can ask does so before money moves, with the engine’s own amount, and a no leaves everything as it was', async () => {
  const world = await openOutboxWorld()
  const { customer, subscription, invoice } = subscribeAtStripe(world, 'ann\nRefund EUR 1.00', 'trading.pro.month')
  const asked: Question[] = []
  let answer = false
  world.ports.confirm = async (question) => {
    asked.push(question)
    return answer
  }
  const engine = world.open()
  const { client } = engine
  await client.sync.start({})
  const refund = { kind: 'payment.refund', provider: 'stripe', payment: invoice, amount: 2_000 } as const
  await expect(decide(engine, customer, refund)).rejects.toMatchObject({ data: { code: 'action-refused' } })
  expect((await client.actions.list({})).items).toEqual([])
  expect(asked).toEqual([{ title: 'Refund a part of a payment?', detail: 'ann Refund EUR 1.00\nUSD 20.00\nStripe', yes: 'Go on' }])

  answer = true
  await client.actions.setCaps({ ...(await client.actions.caps({})), confirmAbove: { USD: 1_000 } })
  const { id, state } = await decide(engine, customer, refund)
  expect([state, asked.length]).toEqual(['draft', 2])
  // The second confirmation is asked for in the same way.
  answer = false
  await expect(client.actions.approve({ id })).rejects.toMatchObject({ data: { code: 'action-refused' } })
  expect((await client.actions.get({ id })).action.state).toBe('draft')
  answer = true
  expect((await client.actions.approve({ id })).state).toBe('queued')
  expect(asked).toHaveLength(4)

  // What moves no money is nobody's question.
  await decide(engine, customer, { kind: 'subscription.cancel', provider: 'stripe', subscription, when: 'period-end' })
  expect(asked).toHaveLength(4)
})
