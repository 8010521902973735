import { beforeEach, describe, expect, test } from 'vitest'
import { passSeconds } from '../livelyStripe.ts'
import { DAY } from '../openSandbox.ts'
import { compareMirror } from './compareMirror.ts'
import { startLife } from './liveRandomly.ts'
import { type Mirror, openMirror } from './openMirror.ts'
import { compareRebuilt, readDerived } from './readDerived.ts'

// A comparison that cannot fail proves nothing: here each of them is shown a fault that was planted.

let mirror: Mirror

beforeEach(async () => {
  mirror = await openMirror({
    fill: (stripe) => {
      const life = startLife(stripe, 7, 6)
      for (let half = 0; half < 60; half++) {
        life.act()
        passSeconds(stripe, DAY / 2)
      }
    },
  })
  await mirror.sync()
  expect(compareMirror(mirror)).toEqual([])
})

function write(statement: string): void {
  mirror.alter(({ sqlite }) => expect(sqlite.prepare(statement).run().changes, statement).toBeGreaterThan(0))
}

const refOf = (kind: string) =>
  mirror.look(({ read }) => String(read.sqlite.prepare('select ref from billed_object where kind = ? order by ref').pluck().get(kind)))

describe('the mirror against the sandbox: what was planted is found, and nothing else', () => {
  test.each(['product', 'price', 'subscription', 'invoice', 'payment', 'checkout', 'refund', 'dispute'])('a lost %s', (kind) => {
    const ref = refOf(kind)
    write(`delete from billed_object where ref = '${ref}'`)
    expect(compareMirror(mirror)).toEqual([`${kind} ${ref} is missing`])
    expect(compareMirror(mirror, { isFollowed: true })).toEqual([`${kind} ${ref} is missing`])
  })

  test('a customer who was lost', () => {
    const ref = mirror.stripe.world.shelves.customer.all[0]?.id
    write(`delete from customer where ref = '${ref}'`)
    expect(compareMirror(mirror)).toEqual([`customer ${ref} is missing`])
  })

  test('one field of one object', () => {
    const ref = refOf('invoice')
    write(`update billed_object_raw set json = replace(json, '"attempt_count":', '"attempt_count":1')
      where object_id = (select id from billed_object where ref = '${ref}')`)
    expect(compareMirror(mirror)).toEqual([expect.stringMatching(new RegExp(`^invoice ${ref}.attempt_count is \\d there and 1\\d here$`))])
  })

  test('an object that nobody has, one that was deleted here alone, and one that was deleted there alone', () => {
    const [refund, payment] = [refOf('refund'), refOf('payment')]
    write(`update billed_object set ref = 're_Nobodys' where ref = '${refund}'`)
    write(`update billed_object set deleted_at = 1 where ref = '${payment}'`)
    const customer = mirror.stripe.act('customers.create', { name: 'Gone' })['id']
    expect(compareMirror(mirror).sort()).toEqual(
      [
        `customer ${customer} is missing`,
        `payment ${payment} is deleted here and not there`,
        `refund ${refund} is missing`,
        'refund re_Nobodys is not theirs',
      ].sort(),
    )
    const known = mirror.stripe.world.shelves.customer.all[0]?.id ?? ''
    mirror.stripe.act('customers.delete', {}, known)
    expect(compareMirror(mirror)).toContain(`customer ${known} is deleted there and not here`)
  })

  test('what events must have brought, also where that is left out which they do not bring', () => {
    const { id } = mirror.stripe.world.shelves.customer.all[0] ?? { id: '' }
    mirror.stripe.act('customers.update', { name: 'Told, and not heard' }, id)
    expect(compareMirror(mirror, { isFollowed: true })).toEqual([
      expect.stringContaining(`customer ${id}.name is "Told, and not heard" there`),
    ])
    expect(compareMirror(mirror, { isFollowed: true, untold: new Set([id]) })).toEqual([])
  })
})

describe('what is derived against what a rebuild derives', () => {
  test('finds no difference where nothing was planted', async () => {
    expect(await compareRebuilt(mirror)).toEqual([])
  })

  test.each([
    ['an entitlement', "update company_product set plan = 'elite-plus'", /^was product .*elite-plus/],
    ['a figure', 'update revenue_change set amount = amount + 1', /^was revenue/],
    ['a payment', "update payment set status = 'failed' where status = 'succeeded'", /^was payment/],
    ['a company', "update company set name = 'Another' where id = (select min(id) from company)", /^was company .*Another/],
    [
      'an object that reads otherwise',
      "update billed_object set content = json_set(content, '$.amount', 1) where kind = 'refund'",
      /^objects read again: \d+ read, [1-9]/,
    ],
  ])('finds %s that was planted', async (what, statement, found) => {
    write(statement)
    const derived = readDerived(mirror)
    expect(await compareRebuilt(mirror)).toContainEqual(expect.stringMatching(found))
    // What it found is what two tellings of one story are compared by, and it was mended.
    if (!what.startsWith('an object')) expect(readDerived(mirror)).not.toEqual(derived)
    expect(await compareRebuilt(mirror)).toEqual([])
  })
})

test('a digest of the database is another after the least write, and the same after none', async () => {
  const digest = mirror.digest()
  expect(mirror.digest()).toBe(digest)
  await mirror.engine.client.companies.list({})
  expect(mirror.digest()).toBe(digest)
  write("update billed_object set fetched_at = fetched_at + 1 where id = (select min(id) from billed_object where kind = 'invoice')")
  expect(mirror.digest()).not.toBe(digest)
})
