import { expect, test } from 'vitest'
import { readStripeObject } from '../../../src-main/providers/stripe/readStripeObject.ts'
import { meters } from '../../../src-main/store/migrations/meters.ts'
import { migrations } from '../../../src-main/store/migrations/migrations.ts'
import { openStore } from '../../../src-main/store/openStore.ts'
import { makePrice } from '../../fixtures/stripeObjects.ts'
import { makeFolder, NOW } from './makeStore.ts'

test('prices that were kept before meters were read say after it what reading them again would say', () => {
  const folder = makeFolder()
  const before = openStore(folder, 'write', NOW, migrations.slice(0, migrations.indexOf(meters)))
  const prices = [makePrice({ id: 'price_plain' }), makePrice({ id: 'price_metered', isMetered: true })].map((price) =>
    JSON.stringify(price),
  )
  before.transact(({ sqlite }) => {
    sqlite.prepare("insert into provider_account values (1, 'stripe', 'test', 'acct_1', null)").run()
    for (const [index, json] of prices.entries()) {
      const { meter: _, ...content } = readStripeObject('price', json).content as { meter?: string }
      sqlite
        .prepare(
          `insert into billed_object (id, account_id, kind, ref, created_at, fetched_at, state_at, digest, content)
          values (?, 1, 'price', ?, ?, ?, ?, x'00', ?)`,
        )
        .run(index + 1, JSON.parse(json).id, NOW, NOW, NOW, JSON.stringify(content))
      sqlite.prepare('insert into billed_object_raw values (?, ?)').run(index + 1, json)
    }
  })
  before.close()
  const after = openStore(folder, 'write', NOW)
  const contents = after.read.sqlite.prepare('select content from billed_object order by id').pluck().all()
  after.close()
  expect(contents).toEqual(prices.map((json) => JSON.stringify(readStripeObject('price', json).content)))
  expect(contents[1]).toContain('mtr_T1')
})
