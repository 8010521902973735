import { query } from './kinds.ts'
import { asOf, instant, provider } from './primitives.ts'
import { z } from './zod.ts'

const paymentNews = {
  /** The same happening has the same key, however often it is asked about. */
  key: z.string(),
  at: instant,
  /** Our id; null where nobody can say whose it is. */
  company: z.string().nullable(),
  name: z.string().nullable(),
  provider,
  product: z.string().nullable(),
  /** The plan, or the pack. */
  plan: z.string().nullable(),
  /** In the minor unit of its currency. */
  amount: z.int(),
  currency: z.string(),
}

const newsItem = z.discriminatedUnion('kind', [
  /** `until`: until when what the company holds of the product is granted; null where that has no end. */
  z.strictObject({ kind: z.literal('payment-received'), ...paymentNews, until: instant.nullable() }),
  z.strictObject({ kind: z.literal('payment-failed'), ...paymentNews, reason: z.string().nullable() }),
  z.strictObject({
    kind: z.literal('limit-reached'),
    ...{ key: z.string(), at: instant, company: z.string(), name: z.string(), product: z.string(), metric: z.string() },
    /** The highest threshold that was crossed: 90 or 100. */
    ...{ percent: z.int(), used: z.int(), limit: z.int() },
  }),
])
export type NewsItem = z.infer<typeof newsItem>

const newsAnswer = z.strictObject({
  asOf: instant,
  /** The newest first. */
  items: z.array(newsItem),
  /** Whether there is more of a kind than is told. */
  isCut: z.boolean(),
})
export type NewsAnswer = z.infer<typeof newsAnswer>

export const news = {
  /** What staff must know of what happened after an instant, whenever it was learned. With null, nothing yet: only from when on to ask. */
  list: query(z.strictObject({ since: asOf }), newsAnswer),
}
