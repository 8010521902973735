import type { Order } from '../../../../../src-main/domain/actions/order.ts'
import type { ProviderError } from '../../../../../src-main/providers/provider.ts'
import { connectStripe } from '../../../../../src-main/providers/stripe/connectStripe.ts'
import { listEffects } from '../../../../../src-main/sandbox/stripe/listEffects.ts'
import type { Instant } from '../../../../../src-shared/model/instant.ts'
import { freely } from '../../../../fixtures/freely.ts'
import { KEY, openSandbox } from '../../../sandbox/openSandbox.ts'

export const ACTION = 'act-4711'
export const ATTEMPT = 'attempt-1'

/** Stripe as it is asked to do something, before its stand-in, with a company that pays by card. */
export async function openActing(card: string | null = 'ok') {
  const sandbox = await openSandbox()
  const { stripe, server } = sandbox
  const { acting } = connectStripe(KEY, 'test', server.baseUrl)
  const make = (name: string, params: Record<string, unknown>, ...ids: string[]) => String(stripe.act(name, params, ...ids)['id'])
  const customer = make('customers.create', { name: 'Baobab Holdings', email: 'pay@baobab.example' })
  const setCard = (kind: string) => void stripe.act('customers.setCard', { kind }, customer)
  if (card !== null) setCard(card)
  const product = make('products.create', { name: 'Trading desk' })
  const price = (unit_amount: number, interval: string | null = 'month') =>
    make('prices.create', { product, currency: 'usd', unit_amount, ...(interval === null ? {} : { recurring: { interval } }) })
  const prices = { small: price(3100), large: price(9300), yearly: price(31_000, 'year'), once: price(9900, null) }
  const subscribe = (terms: Record<string, unknown> = {}) =>
    make('subscriptions.create', { customer, items: [{ price: prices.small }], ...terms })
  const findSubscription = (id: string) => {
    const found = stripe.world.shelves.subscription.find(id)
    if (!found) throw new Error(`no subscription ${id}`)
    return found
  }
  const way = freely()

  function freeze(order: Order, { action = ACTION, at = stripe.now() }: { action?: string; at?: Instant } = {}): string {
    const frozen = acting.freeze(order, { action, at })
    if (!frozen.ok) throw new Error(frozen.reason)
    return frozen.request
  }

  return {
    ...{ ...sandbox, acting, way, customer, prices, make, setCard, subscribe, findSubscription, freeze },
    itemOf: (subscription: string) => findSubscription(subscription).items[0]?.id ?? '',
    send: (request: string, key = ATTEMPT) => acting.send(request, key, way),
    order: (order: Order, key = ATTEMPT) => acting.send(freeze(order), key, way),
    lookUp: (request: string, sentAt: Instant) => {
      if (!acting.lookUp) throw new Error('nothing can be looked up')
      return acting.lookUp(request, sentAt, way)
    },
    preview: async (order: Order, at = stripe.now()) => {
      const answered = await acting.preview?.(order, at, way)
      if (!answered?.ok) throw new Error(toDetail(answered?.error))
      return answered.value
    },
    /** Which operations took effect, asked for over the wire. */
    effects: () => listEffects(stripe).map(({ name }) => name),
  }
}

export type ActingSandbox = Awaited<ReturnType<typeof openActing>>

function toDetail(error: ProviderError | undefined): string {
  return error?.detail ?? 'nothing can be previewed'
}
