import { join } from 'node:path'
import { expect, test } from 'vitest'
import { countEffects } from '../../../src-main/sandbox/stripe/countEffects.ts'
import { buildRestored } from '../../../src-main/store/backups/buildRestored.ts'
import { makeBackup } from '../../../src-main/store/backups/makeBackup.ts'
import { swapDatabase } from '../../../src-main/store/backups/swapDatabase.ts'
import { decide, MINUTE, openOutboxWorld, subscribeAtStripe } from './openOutboxWorld.ts'

test('what waited when a backup was made is not sent again from it: it may have been sent since, and people decide', async () => {
  const world = await openOutboxWorld()
  const { folder, clock, stripe } = world
  const { customer, invoice } = subscribeAtStripe(world, 'ann', 'trading.pro.month')
  const first = world.open()
  await first.client.sync.start({})
  const { id } = await decide(first, customer, { kind: 'payment.refund', provider: 'stripe', payment: invoice, amount: 2_000 })
  const file = join(folder, '..', 'backup.db')
  await makeBackup({ folder, file, isForced: false })
  clock.advance(MINUTE)
  expect((await first.client.actions.send({ id })).state).toBe('confirmed')
  await world.stop(first)

  clock.advance(MINUTE)
  expect(buildRestored({ folder, file, at: clock.now() })).toMatchObject({ ok: true })
  swapDatabase(folder, clock.now())
  const engine = world.open()
  await engine.sendDue()
  const { action, steps } = await engine.client.actions.get({ id })
  expect([action.state, action.needsPerson, action.can.settle]).toEqual(['conflict', true, true])
  expect(steps.at(-1)).toMatchObject({ at: clock.now(), who: 'Tierdesk', text: expect.stringContaining('from a backup') })
  expect([...countEffects(stripe)].filter(([name]) => name.startsWith('refunds.create')).map(([, count]) => count)).toEqual([1])
  // Once more with open eyes: what is left of the payment is another by now, which staff are shown before they decide.
  await engine.client.sync.start({ isFull: true })
  const preview = await engine.client.actions.preview({
    company: customer,
    wish: { kind: 'payment.refund', provider: 'stripe', payment: invoice, amount: 2_000 },
  })
  expect(preview.saw.find(({ name }) => name === 'left')?.value).toMatchObject({ amount: 7_900 })
  expect((await engine.client.actions.settle({ id, as: 'drop', reason: 'It was sent before' })).state).toBe('cancelled')
  expect((await engine.client.workspace.examine({})).checks.filter(({ ok }) => !ok)).toEqual([])
})
