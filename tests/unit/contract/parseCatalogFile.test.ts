import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseCatalogFile } from '../../../src-shared/contract/parseCatalogFile.ts'
import type { Catalog, Plan } from '../../../src-shared/model/catalog.ts'

const CATALOGS = resolve(import.meta.dirname, '../../../resources/catalogs')
const PRODUCTS = ['estate-management', 'image-quota', 'maintenance-hours', 'threat-analytics', 'trading']

describe('the catalogs that ship', () => {
  test('are five, each in the file of its product', () => {
    expect(readdirSync(CATALOGS).sort()).toEqual(PRODUCTS.map((product) => `${product}.json`))
  })

  test.each(PRODUCTS)('%s parses with no fault', (product) => {
    const result = parseCatalogFile(readShipped(product))
    expect(result).toMatchObject({ ok: true, value: { from: null, catalog: { product } } })
  })

  test.each(PRODUCTS)('%s counts only what it says, grants each feature somewhere and leaves references to the lookup keys', (product) => {
    const { metrics, features, plans, packs } = shipped(product)
    expect(Object.values(metrics).every(({ name, counts }) => name && counts)).toBe(true)
    for (const plan of Object.values(plans)) {
      expect(Object.keys(plan.limits)).toEqual(Object.keys(metrics))
      expect(plan.graceDays).toBe(7)
    }
    expect(new Set(Object.values(plans).flatMap((plan) => Object.keys(plan.features)))).toEqual(new Set(Object.keys(features)))
    const prices = [...Object.values(plans), ...Object.values(packs)].flatMap((sold) => sold.prices)
    expect(prices.filter(({ references }) => references)).toEqual([])
  })

  test.each(PRODUCTS)('%s has one most popular plan', (product) => {
    expect(Object.values(shipped(product).plans).filter(({ isMostPopular }) => isMostPopular)).toHaveLength(1)
  })

  test('image quota: 10, 100 and 500 images, paid once for 30 days in shillings or dollars', () => {
    const catalog = shipped('image-quota')
    expect(catalog.freePlan).toBe('free')
    expect(catalog.metrics['images']).toMatchObject({ name: 'Images', kind: 'flow', resets: 'month' })
    expect(ranked(catalog, ({ limits }) => limits)).toEqual([
      ['free', 0, { images: 10 }],
      ['pro', 1, { images: 100 }],
      ['premium', 2, { images: 500 }],
    ])
    expect(ranked(catalog, ({ quota }) => quota)).toEqual([
      ['free', 0, { metric: 'images' }],
      ['pro', 1, { metric: 'images', termDays: 30 }],
      ['premium', 2, { metric: 'images', termDays: 30 }],
    ])
    expect(ranked(catalog, pricesOf)).toEqual([
      ['free', 0, []],
      ['pro', 1, ['KES 150000 once', 'USD 1200 once']],
      ['premium', 2, ['KES 500000 once', 'USD 3900 once']],
    ])
  })

  test('estate management: five stock metrics, no free plan, naira by the month or the year', () => {
    const catalog = shipped('estate-management')
    expect(catalog.freePlan).toBeNull()
    expect(Object.entries(catalog.metrics).map(([id, { kind, parts }]) => [id, kind, Object.keys(parts ?? {})])).toEqual([
      ['estates', 'stock', []],
      ['allocations', 'stock', ['full', 'part']],
      ['clients', 'stock', ['primary', 'affiliated']],
      ['marketers', 'stock', ['primary', 'affiliated']],
      ['properties', 'stock', []],
    ])
    expect(ranked(catalog, ({ limits }) => Object.values(limits))).toEqual([
      ['starter', 1, [25, 50, 100, 5, 50]],
      ['professional', 2, [100, 200, 500, 25, 200]],
      ['enterprise', 3, ['unlimited', 'unlimited', 'unlimited', 'unlimited', 'unlimited']],
    ])
    expect(ranked(catalog, pricesOf)).toEqual([
      ['starter', 1, ['NGN 2500000 month', 'NGN 25000000 year']],
      ['professional', 2, ['NGN 6000000 month', 'NGN 60000000 year']],
      ['enterprise', 3, ['NGN 15000000 month', 'NGN 150000000 year']],
    ])
    expect(ranked(catalog, ({ isMostPopular }) => isMostPopular)).toEqual([
      ['starter', 1, false],
      ['professional', 2, true],
      ['enterprise', 3, false],
    ])
  })

  test('trading: 5, 50 and unlimited positions, and what each plan adds', () => {
    const catalog = shipped('trading')
    const pro = ['Auto-trading', 'AI signals', 'Comparative analytics']
    expect(catalog.freePlan).toBe('free')
    expect(catalog.metrics['positions']).toMatchObject({ name: 'Positions', kind: 'stock' })
    expect(ranked(catalog, ({ limits }) => limits)).toEqual([
      ['free', 0, { positions: 5 }],
      ['pro', 1, { positions: 50 }],
      ['elite', 2, { positions: 'unlimited' }],
    ])
    expect(ranked(catalog, pricesOf)).toEqual([
      ['free', 0, ['USD 0 month']],
      ['pro', 1, ['USD 9900 month']],
      ['elite', 2, ['USD 29900 month']],
    ])
    expect(ranked(catalog, featureNames(catalog))).toEqual([
      ['free', 0, []],
      ['pro', 1, pro],
      ['elite', 2, [...pro, 'Priority support', 'Custom strategies']],
    ])
  })

  test('threat analytics: 100, 500, 5,000 and unlimited calls, and features that add up', () => {
    const catalog = shipped('threat-analytics')
    const free = ['Basic threat analysis', 'Document redaction', 'Report generation']
    const starter = [...free, 'Advanced analysis', 'Priority support', 'Custom reports']
    const professional = [...starter, 'Analytics', 'Team collaboration', 'API access']
    expect(catalog.freePlan).toBe('free')
    expect(catalog.metrics['api-calls']).toMatchObject({ name: 'API calls', kind: 'flow', resets: 'month' })
    expect(ranked(catalog, ({ limits }) => limits)).toEqual([
      ['free', 0, { 'api-calls': 100 }],
      ['starter', 1, { 'api-calls': 500 }],
      ['professional', 2, { 'api-calls': 5000 }],
      ['enterprise', 3, { 'api-calls': 'unlimited' }],
    ])
    expect(ranked(catalog, pricesOf)).toEqual([
      ['free', 0, ['USD 0 month']],
      ['starter', 1, ['USD 2900 month']],
      ['professional', 2, ['USD 9900 month']],
      ['enterprise', 3, ['USD 49900 month']],
    ])
    expect(ranked(catalog, featureNames(catalog))).toEqual([
      ['free', 0, free],
      ['starter', 1, starter],
      ['professional', 2, professional],
      ['enterprise', 3, [...professional, 'Dedicated support', 'Custom SLA']],
    ])
  })

  test('maintenance hours: 8 h, 16 h and unlimited a month, billed by the quarter, with packs beside them', () => {
    const catalog = shipped('maintenance-hours')
    expect(catalog.freePlan).toBeNull()
    expect(Object.entries(catalog.metrics).map(([id, { kind, resets }]) => [id, kind, resets])).toEqual([
      ['change-requests', 'flow', 'month'],
      ['urgent-requests', 'flow', 'month'],
      ['requests-per-day', 'flow', 'day'],
    ])
    expect(ranked(catalog, ({ hours }) => hours)).toEqual([
      ['essentials', 1, { minutesPerMonth: 480, rolloverCapMinutes: 240 }],
      ['director', 2, { minutesPerMonth: 960, rolloverCapMinutes: 600 }],
      ['coo', 3, { minutesPerMonth: 'unlimited', rolloverCapMinutes: 0 }],
    ])
    expect(ranked(catalog, ({ limits }) => Object.values(limits))).toEqual([
      ['essentials', 1, [8, 4, 2]],
      ['director', 2, [16, 8, 4]],
      ['coo', 3, ['unlimited', 'unlimited', 20]],
    ])
    expect(ranked(catalog, pricesOf)).toEqual([
      ['essentials', 1, ['USD 240000 quarter']],
      ['director', 2, ['USD 450000 quarter']],
      ['coo', 3, ['USD 1200000 quarter']],
    ])
    expect(Object.entries(catalog.packs).map(([id, pack]) => [id, pack.minutes, pack.validDays, pricesOf(pack)])).toEqual([
      ['hours-5', 300, 90, ['USD 50000 once']],
      ['hours-10', 600, 180, ['USD 90000 once']],
      ['hours-20', 1200, 180, ['USD 170000 once']],
    ])
  })
})

/** A small catalog that holds together; every planted fault spoils one place of it. */
const SOUND = {
  product: 'prints',
  name: 'Prints',
  metrics: { images: { name: 'Images', kind: 'flow' }, albums: { name: 'Albums', kind: 'stock', parts: { own: 'Own' } } },
  features: { proofs: { name: 'Proofs' } },
  freePlan: 'free',
  plans: {
    free: { name: 'Free', tier: 0, limits: { images: 10 } },
    pro: { name: 'Pro', tier: 1, limits: { images: 100 }, features: ['proofs'], prices: [price({ references: { stripe: 'price_1' } })] },
  },
  packs: { 'hours-5': { name: '5 hours', minutes: 300, validDays: 90, prices: [price({ interval: 'once' })] } },
}

const LIMIT = 'must be a whole number from 0, or "unlimited"'
const ID = 'must be words in lower case joined by hyphens, such as api-calls'
const BRACES = 'must be names and values in braces, { … }'
const UNKNOWN = 'is not known here; correct its spelling or leave it out'
const INHERITED = 'cannot be used as an id; choose another word'

describe('a fault in a catalog file is told with its place and in a sentence', () => {
  test('the file that the faults are planted in is sound', () => {
    expect(parseCatalogFile(SOUND).ok).toBe(true)
  })

  test.each([
    ['nothing', null],
    ['a list', []],
    ['text', 'prints'],
    ['a number', 7],
    ['nothing at all', undefined],
  ])('%s instead of a catalog', (_, content) => {
    expect(faultsOf(content)).toEqual([['', content === undefined ? `is missing; it ${BRACES}` : BRACES]])
  })

  test('an empty object tells all that is missing', () => {
    expect(faultsOf({})).toEqual([
      ['product', 'is missing; it must be text in quotes'],
      ['name', 'is missing; it must be text in quotes'],
      ['plans', `is missing; it ${BRACES}`],
    ])
  })

  test.each<[fault: string, at: string[], planted: unknown, path: string, message: string]>([
    ['plans as a list', ['plans'], [], 'plans', BRACES],
    ['a tier twice', ['plans', 'pro', 'tier'], 0, 'plans.pro.tier', 'tier 0 is already that of "free"; a tier is unique in its catalog'],
    ['a negative tier', ['plans', 'pro', 'tier'], -1, 'plans.pro.tier', 'must not be negative'],
    ['two most popular plans', ['plans'], twoMostPopular(), 'plans.pro.mostPopular', 'only one plan can be the most popular'],
    ['a switch that is text', ['plans', 'pro', 'mostPopular'], 'yes', 'plans.pro.mostPopular', 'must be true or false'],
    ['a negative limit', ['plans', 'pro', 'limits', 'images'], -2, 'plans.pro.limits.images', LIMIT],
    ['a fractional limit', ['plans', 'pro', 'limits', 'images'], 2.5, 'plans.pro.limits.images', LIMIT],
    ['a limit as text', ['plans', 'pro', 'limits', 'images'], '100', 'plans.pro.limits.images', LIMIT],
    ['a limit of null', ['plans', 'pro', 'limits', 'images'], null, 'plans.pro.limits.images', LIMIT],
    ['a limit beyond counting', ['plans', 'pro', 'limits', 'images'], 1e300, 'plans.pro.limits.images', LIMIT],
    ['a limit of an unknown metric', ['plans', 'pro', 'limits', 'prints'], 5, 'plans.pro.limits.prints', 'there is no metric "prints"'],
    ['an unknown feature in a list', ['plans', 'pro', 'features'], ['gold'], 'plans.pro.features.gold', 'there is no feature "gold"'],
    ['an unknown feature with a value', ['plans', 'pro', 'features'], { gold: 3 }, 'plans.pro.features.gold', 'there is no feature "gold"'],
    ['a feature id with capitals', ['plans', 'pro', 'features'], ['Proofs'], 'plans.pro.features[0]', ID],
    [
      'a feature switched off',
      ['plans', 'pro', 'features'],
      { proofs: false },
      'plans.pro.features.proofs',
      'must be true, a number or a short text; a feature not granted is left out',
    ],
    [
      'features as text',
      ['plans', 'pro', 'features'],
      'proofs',
      'plans.pro.features',
      'must be a list of feature ids in square brackets, [ … ], or feature ids with their values in braces, { … }',
    ],
    ['an unknown free plan', ['freePlan'], 'basic', 'freePlan', 'there is no plan "basic"'],
    ['a free plan found only by inheritance', ['freePlan'], 'constructor', 'freePlan', 'there is no plan "constructor"'],
    ['a misspelt entry', ['plans', 'pro', 'gracedays'], 3, 'plans.pro.gracedays', UNKNOWN],
    ['an entry that does not belong in the file', ['currency'], 'USD', 'currency', UNKNOWN],
    [
      'a reference of a provider that has none',
      ['plans', 'pro', 'prices', '0', 'references', 'mpesa'],
      'x',
      'plans.pro.prices[0].references.mpesa',
      UNKNOWN,
    ],
    ['a product id with a space', ['product'], 'my prints', 'product', ID],
    ['a plan id with capitals', ['plans', 'Gold'], { name: 'Gold', tier: 2 }, 'plans.Gold', `an id ${ID}`],
    ['a plan id with a space', ['plans', 'pro plus'], { name: 'Pro plus', tier: 2 }, 'plans["pro plus"]', `an id ${ID}`],
    ['a metric id with an underscore', ['metrics', 'api_calls'], { name: 'Calls', kind: 'flow' }, 'metrics.api_calls', `an id ${ID}`],
    ['an empty name', ['plans', 'pro', 'name'], '  ', 'plans.pro.name', 'must not be empty'],
    ['a name that is a number', ['plans', 'pro', 'name'], 4, 'plans.pro.name', 'must be text in quotes'],
    ['a name that goes on and on', ['plans', 'pro', 'name'], 'x'.repeat(201), 'plans.pro.name', 'must be at most 200 characters long'],
    ['prices that are no list', ['plans', 'pro', 'prices'], {}, 'plans.pro.prices', 'must be a list in square brackets, [ … ]'],
    [
      'a bad currency',
      ['plans', 'pro', 'prices'],
      [price({ currency: 'usd' })],
      'plans.pro.prices[0].currency',
      'must be a currency of three capital letters, such as USD',
    ],
    ['a negative amount', ['plans', 'pro', 'prices'], [price({ amount: -1 })], 'plans.pro.prices[0].amount', 'must not be negative'],
    [
      'an amount with a fraction',
      ['plans', 'pro', 'prices'],
      [price({ amount: 9.99 })],
      'plans.pro.prices[0].amount',
      'must be a whole number',
    ],
    [
      'a wrong interval',
      ['plans', 'pro', 'prices'],
      [price({ interval: 'week' })],
      'plans.pro.prices[0].interval',
      'must be "month", "quarter", "year" or "once"',
    ],
    [
      'a kind of metric that there is not',
      ['metrics', 'images', 'kind'],
      'gauge',
      'metrics.images.kind',
      'must be "stock" (how many exist now) or "flow" (how much was consumed)',
    ],
    ['a stock metric that resets', ['metrics', 'albums', 'resets'], 'month', 'metrics.albums.resets', 'a stock metric never resets'],
    ['a flow metric with parts', ['metrics', 'images', 'parts'], { own: 'Own' }, 'metrics.images.parts', 'only a stock metric has parts'],
    [
      'a quota of a stock metric',
      ['plans', 'pro', 'quota'],
      { metric: 'albums' },
      'plans.pro.quota.metric',
      '"albums" is not a flow metric of this catalog',
    ],
    ['a term of no days', ['plans', 'pro', 'quota'], { metric: 'images', termDays: 0 }, 'plans.pro.quota.termDays', 'must be at least 1'],
    ['hours without their minutes', ['plans', 'pro', 'hours'], { rolloverCapMinutes: 0 }, 'plans.pro.hours.minutesPerMonth', LIMIT],
    ['more grace than ten years', ['plans', 'pro', 'graceDays'], 3651, 'plans.pro.graceDays', 'must be at most 3650'],
    [
      'a pack by the month',
      ['packs', 'hours-5', 'prices'],
      [price({ interval: 'month' })],
      'packs["hours-5"].prices[0].interval',
      'a pack is sold "once"',
    ],
    [
      'a Stripe price of two things',
      ['packs', 'hours-5', 'prices'],
      [price({ interval: 'once', references: { stripe: 'price_1' } })],
      'packs["hours-5"].prices[0].references.stripe',
      '"price_1" is already the reference of plans.pro.prices[0]',
    ],
    [
      'a start without an offset',
      ['from'],
      '2026-12-01T00:00:00',
      'from',
      'must be an instant with an offset, such as 2026-12-01T00:00:00+03:00',
    ],
    [
      'a start on a day that does not exist',
      ['from'],
      '2026-02-31T00:00:00Z',
      'from',
      'must be an instant with an offset, such as 2026-12-01T00:00:00+03:00',
    ],
  ])('%s', (_, at, planted, path, message) => {
    expect(faultsOf(plant(at, planted))).toEqual([[path, message]])
  })

  test.each<[at: string[], planted: unknown, path: string, message: string]>([
    [['plans', '__proto__'], { name: 'P', tier: 2 }, 'plans.__proto__', INHERITED],
    [['plans', 'constructor'], { name: 'C', tier: 2 }, 'plans.constructor', INHERITED],
    [['plans', 'pro', 'limits', '__proto__'], 5, 'plans.pro.limits.__proto__', INHERITED],
    [['plans', 'pro', 'limits', '__proto__'], { images: 5 }, 'plans.pro.limits.__proto__', INHERITED],
    [['plans', 'pro', 'limits', 'constructor'], 5, 'plans.pro.limits.constructor', INHERITED],
    [['plans', 'pro', 'limits', 'toString'], 5, 'plans.pro.limits.toString', INHERITED],
    [['metrics', '__proto__'], { name: 'P', kind: 'flow' }, 'metrics.__proto__', INHERITED],
    [['metrics', 'albums', 'parts', '__proto__'], 'P', 'metrics.albums.parts.__proto__', INHERITED],
    [['features', 'constructor'], { name: 'C' }, 'features.constructor', INHERITED],
    [['packs', '__proto__'], { name: 'P', minutes: 1, validDays: 1 }, 'packs.__proto__', INHERITED],
    [['plans', 'pro', 'features'], ['constructor'], 'plans.pro.features.constructor', 'there is no feature "constructor"'],
    [['plans', 'pro', 'features'], ['__proto__'], 'plans.pro.features[0]', ID],
    [['plans', 'pro', 'quota'], { metric: 'constructor' }, 'plans.pro.quota.metric', '"constructor" is not a flow metric of this catalog'],
    [['plans', 'pro', '__proto__'], { tier: 9 }, 'plans.pro.__proto__', UNKNOWN],
    [['__proto__'], { name: 'P' }, '__proto__', UNKNOWN],
  ])('what every object inherits is no way in: %j', (at, planted, path, message) => {
    const inherited = Reflect.ownKeys(Object.prototype)
    expect(faultsOf(plant(at, planted))).toEqual([[path, message]])
    expect(Reflect.ownKeys(Object.prototype)).toEqual(inherited)
  })

  test('no plans, and so no free plan', () => {
    expect(faultsOf({ ...SOUND, plans: {} })).toEqual([
      ['plans', 'a catalog needs at least one plan'],
      ['freePlan', 'there is no plan "free"'],
    ])
    expect(faultsOf({ ...SOUND, plans: {}, freePlan: null })).toEqual([['plans', 'a catalog needs at least one plan']])
  })

  test('several faults are told at once, each in its place', () => {
    expect(faultsOf(plant(['plans', 'pro'], { name: 'Pro', tier: 1, prise: 3, limit: {}, limits: { images: -2, albums: 1.5 } }))).toEqual([
      ['plans.pro.limits.images', LIMIT],
      ['plans.pro.limits.albums', LIMIT],
      ['plans.pro.prise', UNKNOWN],
      ['plans.pro.limit', UNKNOWN],
    ])
  })

  test('a file nested beyond reason is refused like any other', () => {
    const depth = 100_000
    const nested: unknown = JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`)
    expect(faultsOf({ ...SOUND, nested })).toEqual([['nested', UNKNOWN]])
    expect(faultsOf({ ...SOUND, plans: nested })).toHaveLength(1)
  })
})

describe('what a catalog file may leave out or write in two ways', () => {
  test.each([-1, 'unlimited'])('a limit of %j is unlimited', (written) => {
    expect(planOf(plant(['plans', 'pro', 'limits', 'images'], written)).limits).toEqual({ images: 'unlimited' })
    expect(planOf(plant(['plans', 'pro', 'hours'], { minutesPerMonth: written, rolloverCapMinutes: 0 })).hours).toEqual({
      minutesPerMonth: 'unlimited',
      rolloverCapMinutes: 0,
    })
  })

  test('a limit of 0 stays a number', () => {
    expect(planOf(plant(['plans', 'pro', 'limits', 'images'], 0)).limits).toEqual({ images: 0 })
  })

  test('grace is 7 days where the file is silent, and 0 where it says 0', () => {
    expect(planOf(SOUND).graceDays).toBe(7)
    expect(planOf(plant(['plans', 'pro', 'graceDays'], 0)).graceDays).toBe(0)
  })

  test('features are a list, or have values', () => {
    expect(planOf(SOUND).features).toEqual({ proofs: true })
    expect(planOf(plant(['plans', 'pro', 'features'], { proofs: 'by e-mail' })).features).toEqual({ proofs: 'by e-mail' })
  })

  test('the least of a catalog is a product, a name and a plan', () => {
    expect(parsed({ product: 'prints', name: 'Prints', plans: { pro: { name: 'Pro', tier: 1 } } })).toEqual({
      from: null,
      catalog: {
        product: 'prints',
        name: 'Prints',
        description: '',
        freePlan: null,
        metrics: {},
        features: {},
        packs: {},
        plans: {
          pro: { name: 'Pro', tier: 1, prices: [], limits: {}, features: {}, graceDays: 7, isMostPopular: false, isRecommended: false },
        },
      },
    })
  })

  test('a start is read with its offset', () => {
    expect(parsed(plant(['from'], '2026-12-01T00:00:00+03:00')).from).toBe(Date.UTC(2026, 10, 30, 21))
  })
})

function readShipped(product: string): unknown {
  return JSON.parse(readFileSync(resolve(CATALOGS, `${product}.json`), 'utf8'))
}

function parsed(content: unknown) {
  const result = parseCatalogFile(content)
  if (!result.ok) throw new Error(`not a sound catalog: ${JSON.stringify(result.faults)}`)
  return result.value
}

function shipped(product: string): Catalog {
  return parsed(readShipped(product)).catalog
}

function planOf(content: unknown): Plan {
  const plan = parsed(content).catalog.plans['pro']
  if (!plan) throw new Error('the plan "pro" is gone')
  return plan
}

/** One thing of each plan, in the order of the file. */
function ranked<T>({ plans }: Catalog, read: (plan: Plan) => T): [string, number, T][] {
  return Object.entries(plans).map(([id, plan]) => [id, plan.tier, read(plan)])
}

function pricesOf({ prices }: Pick<Plan, 'prices'>): string[] {
  return prices.map(({ currency, amount, interval }) => `${currency} ${amount} ${interval}`)
}

function featureNames(catalog: Catalog) {
  return ({ features }: Plan) => Object.keys(features).map((feature) => catalog.features[feature]?.name)
}

function faultsOf(content: unknown): [path: string, message: string][] {
  const result = parseCatalogFile(content)
  return result.ok ? [] : result.faults.map(({ path, message }) => [path, message])
}

/** Puts a value into the sound file, by way of JSON text: only `JSON.parse` makes an entry called `__proto__`. */
function plant(at: string[], value: unknown): unknown {
  const write = (content: unknown, [key = '', ...deeper]: string[]): string => {
    if (Array.isArray(content))
      return `[${content.map((item, index) => (String(index) === key ? write(item, deeper) : JSON.stringify(item)))}]`
    const members = Object.entries(content ?? {}).map(([name, member]): [string, string] => [
      name,
      name === key ? inside(member, deeper) : JSON.stringify(member),
    ])
    if (!members.some(([name]) => name === key)) members.push([key, inside({}, deeper)])
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${member}`)}}`
  }
  const inside = (content: unknown, deeper: string[]) => (deeper.length > 0 ? write(content, deeper) : JSON.stringify(value))
  return JSON.parse(write(SOUND, at))
}

function price(spoilt: object): object {
  return { currency: 'USD', amount: 999, interval: 'month', ...spoilt }
}

function twoMostPopular(): object {
  return { free: { name: 'Free', tier: 0, mostPopular: true }, pro: { name: 'Pro', tier: 1, mostPopular: true } }
}
