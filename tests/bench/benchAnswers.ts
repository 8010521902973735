import { performance } from 'node:perf_hooks'
import { answerBalance, answerEntitlement, answerHours } from '../../src-main/engine/answers/answers.ts'
import type { ReadDb } from '../../src-main/store/readDb.ts'
import { findCompanyIds } from '../../src-main/store/reads/findCompanyIds.ts'
import { type Instant, toInstant } from '../../src-shared/model/instant.ts'
import { createWorld, type World } from '../fixtures/createWorld.ts'
import { runCommand } from '../fixtures/runCommand.ts'

const MONTHS = 60
const USAGE_LINES = 2_000
const ENTRIES = 60
const ROUNDS = 400

/** One company with five years behind it: monthly invoices in two products, thousands of usage records, hours. */
async function makeBusyCompany(): Promise<World> {
  const world = await createWorld(1)
  const run = async (...argv: string[]) => {
    const result = await runCommand(world.ports, ['--workspace', world.folder, ...argv])
    if (result.exitCode !== 0) throw new Error(`${argv.join(' ')}: ${result.stderr}`)
  }
  const now = new Date(world.clock.now())
  const monthAt = (index: number) => Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - MONTHS + 1 + index, 1) / 1000
  for (const [product, plan, item] of [
    ['threat-analytics', 'professional', 'si_1'],
    ['maintenance-hours', 'director', 'si_2'],
  ] as const) {
    await run('catalog', 'import', `resources/catalogs/${product}.json`)
    const price = {
      id: `price_${product}`,
      object: 'price',
      active: true,
      created: monthAt(0),
      currency: 'usd',
      product: 'prod_1',
      type: 'recurring',
      unit_amount: 9900,
      lookup_key: `${product}.${plan}.month`,
      livemode: false,
      recurring: { interval: 'month', interval_count: 1, usage_type: 'licensed' },
    }
    world.stripe.put(price)
    const subscription = `sub_${product}`
    for (let month = 0; month < MONTHS; month++) {
      const [start, end] = [monthAt(month), monthAt(month + 1)]
      world.stripe.put(
        {
          id: `in_${product}_${month}`,
          object: 'invoice',
          status: 'paid',
          billing_reason: month === 0 ? 'subscription_create' : 'subscription_cycle',
          customer: 'cus_T000001',
          currency: 'usd',
          amount_due: 9900,
          amount_paid: 9900,
          amount_remaining: 0,
          total: 9900,
          created: start,
          attempt_count: 1,
          attempted: true,
          status_transitions: { finalized_at: start, paid_at: start },
          parent: { type: 'subscription_details', subscription_details: { subscription } },
          payments: { object: 'list', has_more: false, data: [] },
          lines: {
            object: 'list',
            has_more: false,
            data: [
              {
                id: `il_${product}_${month}`,
                object: 'line_item',
                amount: 9900,
                currency: 'usd',
                quantity: 1,
                period: { start, end },
                pricing: { type: 'price_details', price_details: { price: price.id, product: 'prod_1' } },
                parent: {
                  type: 'subscription_item_details',
                  subscription_item_details: { subscription, subscription_item: item, proration: false },
                },
              },
            ],
          },
          livemode: false,
        },
        { silently: true },
      )
    }
    const [start, end] = [monthAt(MONTHS - 1), monthAt(MONTHS)]
    world.stripe.put(
      {
        id: subscription,
        object: 'subscription',
        status: 'active',
        customer: 'cus_T000001',
        currency: 'usd',
        created: monthAt(0),
        start_date: monthAt(0),
        billing_cycle_anchor: monthAt(0),
        cancel_at_period_end: false,
        discounts: [],
        livemode: false,
        items: {
          object: 'list',
          has_more: false,
          data: [
            {
              id: item,
              object: 'subscription_item',
              quantity: 1,
              current_period_start: start,
              current_period_end: end,
              discounts: [],
              price,
            },
          ],
        },
      },
      { silently: true },
    )
  }
  await run('connect', 'stripe', '--base-url', world.stripe.baseUrl, '--secret-env', 'STRIPE_KEY')
  await run('sync')
  const engine = world.open()
  const lines = Array.from({ length: USAGE_LINES }, (_, index) => {
    const when = new Date(world.clock.now() - index * 6 * 3_600_000).toISOString()
    return `cus_T000001,threat-analytics.api-calls,${1 + (index % 7)},${when},endpoint=${['analyze', 'redact', 'report'][index % 3]}`
  })
  await engine.client.usage.import({ text: ['company,metric,quantity,when,dimension', ...lines].join('\n') })
  for (let index = 0; index < ENTRIES; index++)
    await engine.client.hours.log({
      company: 'cus_T000001',
      product: 'maintenance-hours',
      minutes: 90,
      at: toInstant(world.clock.now() - index * 20 * 86_400_000),
      note: 'Work',
      key: `entry ${index}`,
    })
  await engine.stop()
  return world
}

function measure(name: string, answer: () => unknown): void {
  for (let round = 0; round < 50; round++) answer()
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now()
    answer()
    return performance.now() - start
  }).sort((a, b) => a - b)
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(3)
  process.stdout.write(`${name.padEnd(44)} median ${at(0.5)} ms   p95 ${at(0.95)} ms\n`)
}

export async function benchAnswers(): Promise<void> {
  const world = await makeBusyCompany()
  try {
    world.look(({ read: db }: { read: ReadDb }) => {
      const now = world.clock.now() as Instant
      const [company] = findCompanyIds(db, 'cus_T000001')
      if (company === undefined) throw new Error('the company is mirrored')
      const parts = { db, now }
      process.stdout.write(`A company with ${2 * MONTHS} invoices, ${USAGE_LINES} usage records and ${ENTRIES} entries of hours\n`)
      measure('entitlement, from derived tables', () => answerEntitlement(parts, company, 'threat-analytics', null))
      measure('hours, from derived tables', () => answerBalance(parts, company, 'maintenance-hours', null))
      measure('entitlement, from facts', () => answerEntitlement(parts, company, 'threat-analytics', now))
      measure('hours with ledger, from facts', () => answerHours(parts, company, 'maintenance-hours', now))
    })
  } finally {
    await world.end()
  }
}
