import { onTestFinished } from 'vitest'
import { createPaystack } from '../../../../src-main/sandbox/paystack/createPaystack.ts'
import { servePaystack } from '../../../../src-main/sandbox/paystack/http/servePaystack.ts'
import { createFaults } from '../../../../src-main/sandbox/stripe/http/faults.ts'
import { type Instant, parseInstant, toInstant } from '../../../../src-shared/model/instant.ts'

export const KEY = 'sk_test_sandbox0000000000000001'
export const DAY_MS = 86_400_000

export function at(iso: string): Instant {
  const instant = parseInstant(iso)
  if (instant === null) throw new Error(`${iso} is no instant`)
  return instant
}

/** What comes back over the wire. */
export interface Reply {
  status: number
  // Whatever was answered: tests look into it at will.
  // biome-ignore lint/suspicious/noExplicitAny: a test names the fields that it expects, and fails where they are not
  body: any
}

/** A sandbox behind its socket, and time in the test's hand. */
export async function openPaystack(options: { startsAt?: string; perSecond?: number } = {}) {
  const paystack = createPaystack({ startsAt: at(options.startsAt ?? '2027-01-04T09:00:00Z'), seed: 'seed', integration: 428_626 })
  const faults = createFaults()
  let wallMs = 0
  const server = await servePaystack({
    paystack,
    key: KEY,
    now: () => paystack.now(),
    wallMs: () => wallMs,
    wait: () => Promise.resolve(),
    faults,
    perSecond: options.perSecond ?? null,
  })
  onTestFinished(() => server.stop())

  async function ask(method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<Reply> {
    const response = await fetch(`${server.baseUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json', ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return { status: response.status, body: JSON.parse(await response.text()) }
  }

  return {
    paystack,
    server,
    faults,
    ask,
    pass: (ms: number) => paystack.advanceTo(toInstant(paystack.now() + ms)),
    passTo: (iso: string) => paystack.advanceTo(at(iso)),
    passWallMs: (ms: number) => {
      wallMs += ms
    },
  }
}

type Sandbox = Pick<Awaited<ReturnType<typeof openPaystack>>, 'paystack'>

/** A customer with a name and a telephone. */
export function addCustomer({ paystack }: Sandbox, name = 'ada'): { code: string; id: string; email: string } {
  const terms = { email: `${name}@example.org`, first_name: name, last_name: 'Obi', phone: '+2348010000001' }
  const made = paystack.act('customers.create', terms)
  return { code: String(made['customer_code']), id: String(made['id']), email: terms.email }
}

/** A payment that somebody made by card, and its reference. */
export function addPayment({ paystack }: Sandbox, email: string, reference: string, amount = 250_000): string {
  paystack.act('transactions.initialize', { email, amount, reference, metadata: { plan: 'estate-management.starter', interval: 'month' } })
  paystack.act('payments.pay', {}, reference)
  return reference
}

/** A plan, and a subscription to it that began with a payment. */
export function addSubscription(sandbox: Sandbox, email: string, interval = 'monthly', reference = `SUB-${interval}`) {
  const { paystack } = sandbox
  const plan = String(paystack.act('plans.create', { name: `Starter ${interval}`, amount: 500_000, interval })['plan_code'])
  paystack.act('transactions.initialize', { email, amount: 1, reference, plan })
  paystack.act('payments.pay', {}, reference)
  return { plan, reference }
}
