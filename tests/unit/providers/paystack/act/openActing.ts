import type { Order } from '../../../../../src-main/domain/actions/order.ts'
import type { Acting, LookedUp, Sent } from '../../../../../src-main/providers/acting.ts'
import { connectPaystack } from '../../../../../src-main/providers/paystack/connectPaystack.ts'
import type { Way } from '../../../../../src-main/providers/provider.ts'
import type { FaultName, FaultOptions } from '../../../../../src-main/sandbox/stripe/http/faults.ts'
import type { Instant } from '../../../../../src-shared/model/instant.ts'
import { freely } from '../../../../fixtures/freely.ts'
import { addCustomer, addPayment, addSubscription, KEY, openPaystack } from '../../../sandbox/paystack/openPaystack.ts'

export const ACTION = 'act-01j0000000000000000000001'

/** What is only sent and never told. */
export type Accepted = Extract<Sent, { kind: 'accepted' }>

/** Paystack behind its socket, with a customer that has paid by card and has a subscription, and our client that acts before it. */
export async function openActing() {
  const sandbox = await openPaystack()
  const { paystack, server, faults } = sandbox
  const provider = connectPaystack(KEY, 'test', server.baseUrl)
  const { acting } = provider
  const customer = addCustomer(sandbox)
  const payment = addPayment(sandbox, customer.email, 'inv-1001-a1')
  const { plan } = addSubscription(sandbox, customer.email)
  const subscription = readSubscriptions()[0] ?? ''

  function readSubscriptions(): string[] {
    const { data } = paystack.answer('subscriptions.list', {}, []).body as { data: { subscription_code: string }[] }
    return data.map((each) => each.subscription_code).toReversed()
  }

  function freeze(order: Order, action = ACTION): string {
    const frozen = acting.freeze(order, { action, at: paystack.now() })
    if (!frozen.ok) throw new Error(frozen.reason)
    return frozen.request
  }

  const send = (request: string, way: Way = freely(), by: Acting = acting) => by.send(request, 'key-1', way)
  const lookUp = (request: string, sentAt: Instant = paystack.now()): Promise<LookedUp> => {
    if (!acting.lookUp) throw new Error('Paystack can be looked up at')
    return acting.lookUp(request, sentAt, freely())
  }

  return {
    ...sandbox,
    acting,
    provider,
    customer,
    payment,
    plan,
    subscription,
    readSubscriptions,
    freeze,
    send,
    lookUp,
    do: (order: Order) => send(freeze(order)),
    /** What took effect, but for what the stand-in was filled with. */
    effects: () => Object.fromEntries(paystack.effects()),
    emailToken: (code = subscription) => String(paystack.act('subscriptions.fetch', {}, code)['email_token']),
    /** Sends while a fault befalls the one request that does something. */
    async loseAnswer(request: string, fault: FaultName, path: string, options: FaultOptions = {}): Promise<Sent> {
      faults.set(fault, { path, ...options })
      const stop = new AbortController()
      const sending = send(request, freely(stop.signal))
      if (fault === 'unanswered' || fault === 'stall') {
        while (faults.counts()[fault] === undefined) await new Promise((resolve) => setImmediate(resolve))
        if (fault === 'unanswered') {
          while (paystack.effects().size === 0) await new Promise((resolve) => setImmediate(resolve))
          // An answer would have come by the time that others have come and gone.
          for (let index = 0; index < 5; index++) await sandbox.ask('GET', '/plan')
        }
        stop.abort()
      }
      const sent = await sending
      faults.clear()
      return sent
    },
  }
}
