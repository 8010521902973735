import { createMpesa } from '../../../../src-main/sandbox/mpesa/createMpesa.ts'
import { serveMpesa } from '../../../../src-main/sandbox/mpesa/http/serveMpesa.ts'
import { createPaystack } from '../../../../src-main/sandbox/paystack/createPaystack.ts'
import { servePaystack } from '../../../../src-main/sandbox/paystack/http/servePaystack.ts'
import { createStripe } from '../../../../src-main/sandbox/stripe/createStripe.ts'
import { createFaults, type Faults } from '../../../../src-main/sandbox/stripe/http/faults.ts'
import { serveStripe } from '../../../../src-main/sandbox/stripe/http/serveStripe.ts'
import type { Instant } from '../../../../src-shared/model/instant.ts'
import type { ProviderName } from '../../../../src-shared/model/provider.ts'

/** A stand-in for a provider behind its socket: what the suite asks of each. */
export interface Stand {
  baseUrl: string
  key: string
  /** Of the other mode, or of nobody. */
  wrongKeys: readonly string[]
  settings: Record<string, string>
  faults: Faults
  /** Somebody pays, and gives the provider's name of the payment. */
  pay(): string
  stop(): Promise<void>
}

export interface StandTime {
  now(): Instant
  wait(ms: number): Promise<void>
}

const EMAIL = 'ada@lantern.example'

async function startStripe({ now, wait }: StandTime): Promise<Stand> {
  const stripe = createStripe({ startsAt: now(), seed: 'seed', accountId: 'acct_1Sandbox', settings: { eventLagSeconds: 0 } })
  const key = 'sk_test_sandbox0000000000000001'
  const faults = createFaults()
  const server = await serveStripe({ stripe, key, now, wallMs: now, wait, faults })
  const customer = String(stripe.act('customers.create', { name: 'Ada', email: EMAIL })['id'])
  return {
    baseUrl: server.baseUrl,
    key,
    wrongKeys: ['sk_live_sandbox0000000000000001', 'sk_test_somebodyelse00000000001'],
    settings: {},
    faults,
    pay() {
      stripe.advanceTo(now())
      const intent = String(stripe.act('paymentIntents.create', { amount: 9900, currency: 'usd', customer })['id'])
      stripe.act('paymentIntents.confirm', { payment_method: 'pm_card_visa' }, intent)
      return intent
    },
    stop: server.stop,
  }
}

async function startPaystack({ now, wait }: StandTime): Promise<Stand> {
  const paystack = createPaystack({ startsAt: now(), seed: 'seed', integration: 428_626 })
  const key = 'sk_test_sandbox0000000000000001'
  const faults = createFaults()
  const server = await servePaystack({ paystack, key, now, wallMs: now, wait, faults })
  paystack.act('customers.create', { email: EMAIL, first_name: 'Ada', last_name: 'Obi' })
  let serial = 0
  return {
    baseUrl: server.baseUrl,
    key,
    wrongKeys: ['sk_live_sandbox0000000000000001', 'sk_test_somebodyelse00000000001'],
    settings: {},
    faults,
    pay() {
      paystack.advanceTo(now())
      serial += 1
      const reference = `SUB-STARTER-${serial}`
      paystack.act('transactions.initialize', { email: EMAIL, amount: 2_500_000, reference })
      paystack.act('payments.pay', {}, reference)
      return reference
    },
    stop: server.stop,
  }
}

async function startMpesa({ now, wait }: StandTime): Promise<Stand> {
  const shortCode = '600123'
  const mpesa = createMpesa({ startsAt: now(), seed: 'seed', shortCode, till: null, isPullRegistered: true, settings: {} })
  const app = { consumerKey: 'GxKey0001', consumerSecret: 'sEcret0001', passkey: 'pAsskey0001' }
  const faults = createFaults()
  const server = await serveMpesa({ mpesa, key: app, now, wallMs: now, wait, faults })
  let serial = 0
  return {
    baseUrl: server.baseUrl,
    key: `${app.consumerKey}:${app.consumerSecret}:${app.passkey}`,
    wrongKeys: ['GxKey0001:another0001:pAsskey0001'],
    settings: { shortCode },
    faults,
    pay() {
      mpesa.advanceTo(now())
      serial += 1
      return String(mpesa.act('payments.arrive', { amount: 1500, reference: `INV${serial}`, phone: '254708374149' })['receipt'])
    },
    stop: server.stop,
  }
}

export const STANDS: Readonly<Record<ProviderName, (time: StandTime) => Promise<Stand>>> = {
  stripe: startStripe,
  paystack: startPaystack,
  mpesa: startMpesa,
}
