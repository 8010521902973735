import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { MeterAsk, Provider } from '../../../../src-main/providers/provider.ts'
import { connectStripe } from '../../../../src-main/providers/stripe/connectStripe.ts'
import { fromSeconds, type Instant } from '../../../../src-shared/model/instant.ts'
import { freely } from '../../../fixtures/freely.ts'
import { fail, type StripeStandIn, send, startStripe } from '../../../fixtures/startStripe.ts'
import { at } from '../../sandbox/openSandbox.ts'

const DAY = 86_400
const FIRST = at('2027-03-01T00:00:00Z')

let stripe: StripeStandIn
let provider: Provider
/** What was asked, with its parameters. */
let asked: URL[]

beforeEach(async () => {
  stripe = await startStripe(0)
  provider = connectStripe('sk_test_51TierdeskTestKey00001', 'test', stripe.baseUrl)
  asked = []
})
afterEach(() => stripe.stop())

function answerWith(pages: unknown[]): void {
  stripe.fault = (request, response) => {
    asked.push(new URL(request.url ?? '', 'http://stripe.test'))
    return Boolean(send(response, pages[Math.min(asked.length, pages.length) - 1]))
  }
}

const page = (data: unknown[], has_more = false) => ({ object: 'list', data, has_more, url: '/' })
const summary = (day: number, aggregated_value: unknown, change: object = {}) => ({
  ...{ id: `mtrusg_${day}`, object: 'billing.meter_event_summary', meter: 'mtr_1', livemode: false },
  ...{ start_time: FIRST + day * DAY, end_time: FIRST + (day + 1) * DAY, aggregated_value },
  ...change,
})

const days: MeterAsk = { meter: 'mtr_1', customer: 'cus_1', from: toMs(0), until: toMs(9), isByDay: true }
const day: MeterAsk = { ...days, until: toMs(1), isByDay: false }

function toMs(index: number): Instant {
  return fromSeconds(FIRST + index * DAY)
}

async function sum(ask: MeterAsk = days) {
  const answer = await provider.sumMeter?.(ask, freely())
  if (!answer) throw new Error('Stripe has meters')
  return answer
}

describe('the sums of a meter', () => {
  test('are asked for by customer and span, by day where days are asked for, and read to the end of the list, oldest first', async () => {
    answerWith([page([summary(8, 12.5), summary(5, 3)], true), page([summary(2, 0), summary(1, -4)])])
    expect(await sum()).toMatchObject({
      ok: true,
      value: {
        sums: [1, 2, 5, 8].map((index) => ({ from: toMs(index), until: toMs(index + 1), quantity: { 1: -4, 2: 0, 5: 3, 8: 12.5 }[index] })),
      },
    })
    expect(asked.map(({ pathname }) => pathname)).toEqual(Array(2).fill('/v1/billing/meters/mtr_1/event_summaries'))
    expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toEqual({
      ...{ customer: 'cus_1', start_time: String(FIRST), end_time: String(FIRST + 9 * DAY) },
      ...{ value_grouping_window: 'day', limit: '100' },
    })
    expect(asked[1]?.searchParams.get('starting_after')).toBe('mtrusg_5')
  })

  test('are one where all of a span is asked for', async () => {
    answerWith([page([summary(0, 7)])])
    expect(await sum(day)).toMatchObject({ ok: true, value: { sums: [{ from: toMs(0), until: toMs(1), quantity: 7 }] } })
    expect(asked[0]?.searchParams.has('value_grouping_window')).toBe(false)
  })
})

test.each<[string, unknown]>([
  ['of another meter', summary(1, 1, { meter: 'mtr_2' })],
  ['that is no summary', { ...summary(1, 1), object: 'billing.meter' }],
  ['of no number', summary(1, '7')],
  ['of nothing', summary(1, null)],
  ['of more than can be counted', summary(1, 1e300)],
  ['of a day that was not asked for', summary(9, 1)],
  ['of the day before', summary(-1, 1)],
  ['of half a day', summary(1, 1, { end_time: FIRST + 1.5 * DAY })],
  ['of a day that begins at noon', summary(1, 1, { start_time: FIRST + 1.5 * DAY, end_time: FIRST + 2.5 * DAY })],
  ['without a beginning', summary(1, 1, { start_time: undefined })],
])('one sum %s makes the answer unreadable, and nothing of it is believed', async (_what, item) => {
  answerWith([page([summary(3, 2), item])])
  expect(await sum()).toMatchObject({ ok: false, error: { kind: 'unreadable' } })
})

test('a day that is told twice, a list without an end and live sums are not believed', async () => {
  answerWith([page([summary(1, 1), summary(1, 1)])])
  expect(await sum()).toMatchObject({ ok: false, error: { kind: 'unreadable' } })
  answerWith([page([summary(1, 1)], true)])
  expect(await sum()).toMatchObject({ ok: false, error: { kind: 'unreadable' } })
  answerWith([page([summary(1, 1, { livemode: true })])])
  expect(await sum()).toMatchObject({ ok: false, error: { kind: 'wrong-mode' } })
})

test('a key that may not read them, and a server that has none, are told apart', async () => {
  stripe.fault = (_request, response) => Boolean(fail(response, 403, 'invalid_request_error', undefined, 'no'))
  expect(await sum()).toMatchObject({ ok: false, error: { kind: 'forbidden' } })
  stripe.fault = (_request, response) => Boolean(fail(response, 404, 'invalid_request_error', undefined, 'no'))
  expect(await provider.listMeters?.(freely())).toMatchObject({ ok: false, error: { kind: 'missing' } })
})

test('meters are listed with how they count, also those in a way that Stripe has added since', async () => {
  const meter = (id: string, formula: string, status = 'active') => ({
    ...{ id, object: 'billing.meter', event_name: `${id}_event`, display_name: id === 'mtr_1' ? 'Calls' : '', livemode: false, status },
    default_aggregation: { formula },
  })
  answerWith([page([meter('mtr_1', 'sum'), meter('mtr_2', 'median', 'inactive')])])
  const answer = await provider.listMeters?.(freely())
  expect(answer).toMatchObject({
    ok: true,
    value: {
      meters: [
        { ref: 'mtr_1', eventName: 'mtr_1_event', name: 'Calls', formula: 'sum', isActive: true },
        { ref: 'mtr_2', eventName: 'mtr_2_event', name: 'mtr_2_event', formula: 'other', isActive: false },
      ],
    },
  })
})
