import { describe, expect, test } from 'vitest'
import { redact } from '../../src-main/redact.ts'

const BODY = '51PlantedKeyThatMustNeverShow0123456789'

describe('a key never passes', () => {
  test.each([
    `sk_test_${BODY}`,
    `sk_live_${BODY}`,
    `rk_test_${BODY}`,
    `rk_live_${BODY}`,
    `pk_live_${BODY}`,
    `whsec_${BODY}`,
    `sk_${BODY}`,
    `sk_org_live_${BODY}`,
    `key=sk_test_${BODY}`,
    `"sk_test_${BODY}"`,
    `'sk_test_${BODY}'`,
    `(sk_test_${BODY})`,
    `sk_test_${BODY}.`,
    `sk_test_${BODY}, sk_live_${BODY} and rk_live_${BODY}`,
    `sk_test_${BODY}sk_live_${BODY}`,
    `https://sk_test_${BODY}:@api.stripe.com/v1`,
    `https://example.test/?key=sk_test_${BODY}&a=b`,
    `https://example.test/?key%3Dsk_test_${BODY}`,
    JSON.stringify({ message: `line\nsk_test_${BODY}` }),
    JSON.stringify({ message: `tab\tsk_live_${BODY}` }),
    `STRIPE_KEY_sk_live_${BODY}`,
    `0sk_live_${BODY}`,
    `\u001b[31msk_live_${BODY}`,
    `Authorization: Bearer sk_test_${BODY}`,
    `authorization: bearer ${BODY}`,
    `Authorization: Basic ${Buffer.from(`sk_test_${BODY}:`).toString('base64')}`,
    `{"authorization":"Bearer ${BODY}"}`,
    `a\nsk_test_${BODY}\nb`,
    `${'x '.repeat(10_000)}sk_test_${BODY}`,
  ])('in %j', (line) => {
    const said = redact(line)
    expect(said).not.toContain(BODY)
    expect(said).not.toContain(Buffer.from(`sk_test_${BODY}:`).toString('base64'))
  })
})

test('what kind of key it was may still be seen', () => {
  expect(redact(`the key rk_test_${BODY} was refused`)).toBe('the key rk_test_… was refused')
  expect(redact(`Bearer ${BODY}`)).toBe('Bearer …')
})

test.each([
  '',
  'customers: 120 objects in 2 pages, 3 requests',
  'request req_Ab12 of acct_1Tierdesk for cus_123 at 2026-11-21T09:00:00Z',
  'the desk_lamp, a task_list and disk_space',
  'sk_ and pk_',
  'Bearer of good news',
])('a line without a key is said as it is: %s', (line) => {
  expect(redact(line)).toBe(line)
})
