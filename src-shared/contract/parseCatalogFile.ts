import type { Catalog, CatalogFault, HoursRule, Metric, Pack, Plan, Price } from '../model/catalog.ts'
import { type Instant, parseInstant } from '../model/instant.ts'
import { z } from './zod.ts'

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/
const id = z.string().regex(ID, 'must be words in lower case joined by hyphens, such as api-calls')
const title = z.string().trim().min(1, 'must not be empty').max(200)
const whole = z.int('must be a whole number').min(0, 'must not be negative')

/** `-1` is a way to write unlimited; inside, unlimited is its own value. */
const limit = z
  .custom<number | 'unlimited'>(isWrittenLimit, 'must be a whole number from 0, or "unlimited"')
  .transform((value) => (value === -1 ? ('unlimited' as const) : value))

const metric = z
  .strictObject({
    name: title,
    kind: z.enum(['stock', 'flow'], 'must be "stock" (how many exist now) or "flow" (how much was consumed)'),
    counts: z.string().max(500).default(''),
    resets: z.enum(['month', 'day'], 'must be "month" or "day"').optional(),
    parts: entries(title).optional(),
    unreadableWhenOver: z.string().max(500).optional(),
  })
  .check((context) => {
    const { kind, resets, parts } = context.value
    if (kind === 'stock' && resets) context.issues.push(issue(resets, ['resets'], 'a stock metric never resets'))
    if (kind === 'flow' && parts) context.issues.push(issue(parts, ['parts'], 'only a stock metric has parts'))
  })

const price = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be a currency of three capital letters, such as USD'),
  amount: whole,
  interval: z.enum(['month', 'quarter', 'year', 'once'], 'must be "month", "quarter", "year" or "once"'),
  references: z.strictObject({ stripe: title.optional(), paystack: title.optional() }).optional(),
})

/** A list switches features on; a map may give them values. */
const grantedFeatures = z.union(
  [
    z.array(id).transform((ids) => Object.fromEntries(ids.map((feature) => [feature, true as const]))),
    entries(
      z.union(
        [z.literal(true), z.string().max(200), z.number()],
        'must be true, a number or a short text; a feature not granted is left out',
      ),
    ),
  ],
  'must be a list of feature ids in square brackets, [ … ], or feature ids with their values in braces, { … }',
)

const plan = z.strictObject({
  name: title,
  tier: whole,
  prices: z.array(price).default([]),
  limits: entries(limit).default({}),
  features: grantedFeatures.default({}),
  graceDays: whole.max(3650, 'must be at most 3650').default(7),
  mostPopular: z.boolean().default(false),
  recommended: z.boolean().default(false),
  quota: z.strictObject({ metric: id, termDays: whole.min(1, 'must be at least 1').max(3660).optional() }).optional(),
  hours: z.strictObject({ minutesPerMonth: limit, rolloverCapMinutes: whole }).optional(),
})

const pack = z.strictObject({
  name: title,
  minutes: whole.min(1, 'must be at least 1'),
  validDays: whole.min(1, 'must be at least 1').max(36_600),
  prices: z.array(price).default([]),
})

const file = z
  .strictObject({
    product: id,
    name: title,
    description: z.string().max(1000).default(''),
    from: z.string().optional(),
    metrics: entries(metric).default({}),
    features: entries(z.strictObject({ name: title })).default({}),
    plans: entries(plan),
    freePlan: id.nullable().default(null),
    packs: entries(pack).default({}),
  })
  .check((context) => {
    context.issues.push(...findContradictions(context.value))
  })

type File = z.output<typeof file>

/** A catalog file that holds together, and the instant from which it wants to be in force (null: from its import). */
export interface ParsedCatalog {
  catalog: Catalog
  from: Instant | null
}

/**
 * Reads a catalog file that came as JSON.
 *
 * Faults carry their path inside the file, as it would be written in JavaScript: `plans.pro.limits.images`.
 */
export function parseCatalogFile(content: unknown): { ok: true; value: ParsedCatalog } | { ok: false; faults: CatalogFault[] } {
  const result = file.safeParse(content, { error: describe })
  if (result.success) return { ok: true, value: toCatalog(result.data) }
  return { ok: false, faults: result.error.issues.flatMap((fault) => [...toFaults(fault)]) }
}

function isWrittenLimit(value: unknown): boolean {
  return value === 'unlimited' || (Number.isSafeInteger(value) && Number(value) >= -1)
}

/**
 * Named things by id.
 *
 * Zod drops an entry called `__proto__` without a word, and a lookup of `constructor` finds what every object inherits: such ids are refused first.
 */
function entries<T extends z.ZodType>(value: T) {
  return z
    .unknown()
    .check(({ value: written, issues }) => {
      const inherited = Object.keys(written ?? {}).filter((key) => key in Object.prototype)
      for (const key of inherited) issues.push(issue(written, [key], 'cannot be used as an id; choose another word'))
    })
    .pipe(z.record(id, value))
}

function issue(input: unknown, path: PropertyKey[], message: string) {
  return { code: 'custom' as const, input, path, message }
}

function* findContradictions(content: File) {
  const tiers = new Map<number, string>()
  const popular: string[] = []
  const references = new Map<string, string>()
  if (Object.keys(content.plans).length === 0) yield issue(content.plans, ['plans'], 'a catalog needs at least one plan')
  if (content.from !== undefined && parseInstant(content.from) === null) {
    yield issue(content.from, ['from'], 'must be an instant with an offset, such as 2026-12-01T00:00:00+03:00')
  }
  if (content.freePlan !== null && !Object.hasOwn(content.plans, content.freePlan)) {
    yield issue(content.freePlan, ['freePlan'], `there is no plan "${content.freePlan}"`)
  }
  for (const [planId, { tier, mostPopular, limits, features, quota, prices }] of Object.entries(content.plans)) {
    const at = ['plans', planId]
    const twin = tiers.get(tier)
    if (twin) yield issue(tier, [...at, 'tier'], `tier ${tier} is already that of "${twin}"; a tier is unique in its catalog`)
    tiers.set(tier, planId)
    if (mostPopular) popular.push(planId)
    for (const metricId of Object.keys(limits)) {
      if (!Object.hasOwn(content.metrics, metricId)) yield issue(limits, [...at, 'limits', metricId], `there is no metric "${metricId}"`)
    }
    for (const featureId of Object.keys(features)) {
      if (!Object.hasOwn(content.features, featureId)) {
        yield issue(features, [...at, 'features', featureId], `there is no feature "${featureId}"`)
      }
    }
    if (quota && content.metrics[quota.metric]?.kind !== 'flow') {
      yield issue(quota, [...at, 'quota', 'metric'], `"${quota.metric}" is not a flow metric of this catalog`)
    }
    yield* findSharedReferences(prices, [...at, 'prices'], references)
  }
  for (const [packId, { prices }] of Object.entries(content.packs)) {
    yield* findSharedReferences(prices, ['packs', packId, 'prices'], references)
    for (const [index, { interval }] of prices.entries()) {
      if (interval !== 'once') yield issue(interval, ['packs', packId, 'prices', index, 'interval'], 'a pack is sold "once"')
    }
  }
  if (popular.length > 1) yield issue(popular, ['plans', popular[1] ?? '', 'mostPopular'], 'only one plan can be the most popular')
}

function* findSharedReferences(prices: File['plans'][string]['prices'], at: PropertyKey[], seen: Map<string, string>) {
  for (const [index, { references }] of prices.entries()) {
    for (const [provider, reference] of Object.entries(references ?? {})) {
      const here = formatPath([...at, index])
      const twin = seen.get(`${provider} ${reference}`)
      if (twin) yield issue(reference, [...at, index, 'references', provider], `"${reference}" is already the reference of ${twin}`)
      seen.set(`${provider} ${reference}`, here)
    }
  }
}

const KINDS: Partial<Record<string, string>> = {
  string: 'text in quotes',
  boolean: 'true or false',
  array: 'a list in square brackets, [ … ]',
  object: 'names and values in braces, { … }',
  record: 'names and values in braces, { … }',
}

/** Says in a sentence what zod says in types; undefined where the schema has a sentence of its own. */
function describe(found: z.core.$ZodRawIssue): string | undefined {
  if (found.code === 'too_big') return `must be at most ${found.maximum}${found.origin === 'string' ? ' characters long' : ''}`
  if (found.code !== 'invalid_type') return undefined
  const expected = KINDS[found.expected] ?? `a ${found.expected}`
  return found.input === undefined ? `is missing; it must be ${expected}` : `must be ${expected}`
}

/** One fault for each place: zod tells of several keys, or of a choice between shapes, in one issue. */
function* toFaults(found: z.core.$ZodIssue, above: PropertyKey[] = []): Generator<CatalogFault> {
  const path = [...above, ...found.path]
  if (found.code === 'unrecognized_keys') {
    for (const key of found.keys) {
      yield { path: formatPath([...path, key]), message: 'is not known here; correct its spelling or leave it out' }
    }
  } else if (found.code === 'invalid_key') {
    yield { path: formatPath(path), message: `an id ${found.issues[0]?.message ?? 'is wrong'}` }
  } else {
    const inside = found.code === 'invalid_union' ? found.errors.find(isDeeper) : undefined
    if (inside) for (const deeper of inside) yield* toFaults(deeper, path)
    else yield { path: formatPath(path), message: found.message }
  }
}

/** Whether the value has this shape as a whole, and is wrong only inside. */
function isDeeper(faults: z.core.$ZodIssue[]): boolean {
  return faults.every(({ path }) => path.length > 0)
}

function formatPath(path: PropertyKey[]): string {
  return path.reduce<string>((written, key) => {
    if (typeof key === 'number') return `${written}[${key}]`
    const name = String(key)
    if (!/^[A-Za-z_$][\w$]*$/.test(name)) return `${written}[${JSON.stringify(name)}]`
    return written ? `${written}.${name}` : name
  }, '')
}

function toCatalog(content: File): ParsedCatalog {
  const { product, name, description, freePlan, features } = content
  return {
    from: content.from === undefined ? null : parseInstant(content.from),
    catalog: {
      product,
      name,
      description,
      freePlan,
      features,
      metrics: mapValues(content.metrics, (value) => withoutUndefined<Metric>(value)),
      plans: mapValues(content.plans, toPlan),
      packs: mapValues(content.packs, (value): Pack => ({ ...value, prices: value.prices.map(toPrice) })),
    },
  }
}

function toPlan({ mostPopular, recommended, prices, quota, hours, ...rest }: File['plans'][string]): Plan {
  return {
    ...rest,
    prices: prices.map(toPrice),
    isMostPopular: mostPopular,
    isRecommended: recommended,
    ...(quota ? { quota: withoutUndefined<NonNullable<Plan['quota']>>(quota) } : {}),
    ...(hours ? { hours: hours satisfies HoursRule } : {}),
  }
}

function toPrice({ references, ...rest }: File['plans'][string]['prices'][number]): Price {
  return references ? { ...rest, references: withoutUndefined<NonNullable<Price['references']>>(references) } : rest
}

function mapValues<A, B>(record: Record<string, A>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}

/** Zod writes an absent optional as a key that may be undefined; our types say absent. */
function withoutUndefined<T>(value: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T
}
