import type { Instant } from '../../src-shared/model/instant.ts'
import type { ProviderName } from '../../src-shared/model/provider.ts'
import type { Clock } from '../ports.ts'
import { serveMpesa } from './mpesa/http/serveMpesa.ts'
import { servePaystack } from './paystack/http/servePaystack.ts'
import type { StandIns } from './standIns.ts'
import type { RateLimits } from './stripe/http/createRateGate.ts'
import type { FaultName, Faults } from './stripe/http/faults.ts'
import { serveStripe } from './stripe/http/serveStripe.ts'

/** Where a provider is reached, and with what. The key is another with each start. */
export interface Entrance {
  baseUrl: string
  key: string
}

export interface Entrances {
  stripe: Entrance
  /** Null where a demo has none. */
  paystack: Entrance | null
  mpesa: (Entrance & { shortCode: string }) | null
}

interface ServedStandIns extends Entrances {
  limit(limits: RateLimits | null): void
  stop(): Promise<void>
}

interface ServeParts {
  standIns: StandIns
  clock: Clock
  now: () => Instant
  random: { bytes(count: number): Uint8Array }
  faults: Faults
  /** Whether a fault is meant for a provider. */
  isFor: (fault: FaultName, provider: ProviderName) => boolean
}

/** Lets each stand-in answer on this machine alone, as its provider does. */
export async function serveStandIns({ standIns, clock, now, random, faults, isFor }: ServeParts): Promise<ServedStandIns> {
  const { stripe, paystack, mpesa } = standIns
  const draw = (count: number) => Buffer.from(random.bytes(count)).toString('hex')
  const common = (provider: ProviderName) => ({
    now,
    wallMs: () => clock.now(),
    wait: (ms: number) => clock.wait(ms),
    faults: meantFor(faults, (fault) => isFor(fault, provider)),
  })
  const keys = { stripe: `sk_test_${draw(24)}`, paystack: `sk_test_${draw(24)}` }
  const app = { consumerKey: draw(12), consumerSecret: draw(24), passkey: draw(24) }
  const stripeServer = await serveStripe({ ...common('stripe'), stripe, key: keys.stripe })
  const paystackServer = paystack && (await servePaystack({ ...common('paystack'), paystack, key: keys.paystack }))
  const mpesaServer = mpesa && (await serveMpesa({ ...common('mpesa'), mpesa, key: app }))
  return {
    stripe: { baseUrl: stripeServer.baseUrl, key: keys.stripe },
    paystack: paystackServer && { baseUrl: paystackServer.baseUrl, key: keys.paystack },
    mpesa: mpesaServer &&
      mpesa && {
        baseUrl: mpesaServer.baseUrl,
        key: `${app.consumerKey}:${app.consumerSecret}:${app.passkey}`,
        shortCode: mpesa.world.shortCode,
      },
    limit: stripeServer.limit,
    async stop() {
      for (const server of [stripeServer, paystackServer, mpesaServer]) await server?.stop()
    },
  }
}

/** The same faults, of which only some befall one provider. */
function meantFor(faults: Faults, isMeant: (fault: FaultName) => boolean): Faults {
  return { ...faults, draw: (path, fits) => faults.draw(path, (name) => isMeant(name) && fits(name)) }
}
