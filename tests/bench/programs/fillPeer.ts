import { createRequire } from 'node:module'
import { performance } from 'node:perf_hooks'
import type { StripeSync } from '@supabase/stripe-sync-engine'
import Stripe from 'stripe'
import { BENCH_KEY } from '../benchWords.ts'
import { answerStarter } from './answerStarter.ts'

// Imported, it looks for its migrations by a name that modules do not have, and makes no table (0.48.5). Required, it finds them.
const engine = createRequire(import.meta.url)('@supabase/stripe-sync-engine') as typeof import('@supabase/stripe-sync-engine')

const SCHEMA = 'stripe'
/** Its default is of 2020, of which the stand-in knows nothing. */
const VERSION = '2026-10-28.endive'

export interface PeerAsk {
  baseUrl: string
  databaseUrl: string
}

let peer: StripeSync | null = null

const answers = {
  /** Makes its tables, and points it to the stand-in: it takes no address, but its client can be exchanged. */
  async open({ baseUrl, databaseUrl }: PeerAsk): Promise<void> {
    const problems: unknown[] = []
    // What goes wrong it tells its log, and nobody else.
    const logger = { info: () => {}, error: (problem: unknown) => problems.push(problem) }
    await engine.runMigrations({ databaseUrl, schema: SCHEMA, logger })
    if (problems.length > 0) throw new Error('The peer could not make its tables.', { cause: problems[0] })
    const { hostname, port } = new URL(baseUrl)
    peer = new engine.StripeSync({
      poolConfig: { connectionString: databaseUrl, max: 10 },
      schema: SCHEMA,
      stripeSecretKey: BENCH_KEY,
      stripeWebhookSecret: 'whsec_bench',
      stripeApiVersion: VERSION,
    })
    peer.stripe = new Stripe(BENCH_KEY, { host: hostname, port, protocol: 'http', telemetry: false })
  },
  async fill(object: 'customer' | 'subscription'): Promise<{ objects: number; ms: number }> {
    if (!peer) throw new Error('It was not opened.')
    const startedAt = performance.now()
    const { customers, subscriptions } = await peer.syncBackfill({ object, backfillRelatedEntities: false })
    const ms = performance.now() - startedAt
    return { objects: (object === 'customer' ? customers : subscriptions)?.synced ?? 0, ms }
  },
}
export type FillPeer = typeof answers

answerStarter(answers)
