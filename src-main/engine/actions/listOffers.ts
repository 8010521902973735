import type { ActionTarget } from '../../../src-shared/contract/actions.ts'
import { type ActionKind, AREA_OF } from '../../../src-shared/model/action.ts'
import { toIso } from '../../../src-shared/model/instant.ts'
import { isOwnAction } from '../../../src-shared/model/isOwnAction.ts'
import { toDecimalText } from '../../../src-shared/model/money.ts'
import { PROVIDER_TITLES, PROVIDERS, type ProviderName } from '../../../src-shared/model/provider.ts'
import type { Wish } from '../../../src-shared/model/wish.ts'
import type { ActionWorld } from '../../domain/actions/actionWorld.ts'
import { describeWish } from '../../domain/actions/describeWish.ts'
import { listPaymentRows } from '../../domain/billing/listPaymentRows.ts'
import { getCompanyIdentity } from '../companies.ts'
import type { ActionParts } from './actionParts.ts'
import { findPermission } from './actionPermits.ts'
import { type Actings, readActionWorld } from './readActionWorld.ts'

/** Payments further back are found in their own list. */
const MOST_PAYMENTS = 20

const OF_CUSTOMER = ['subscription.create', 'link.checkout', 'link.portal', 'link.payment', 'account.create'] as const

type Offer = ActionTarget['offers'][number]

/** What can be done for a company, by what it is done to; what cannot, with the reason. */
export async function listOffers(
  parts: ActionParts,
  { company: name }: { company: string },
): Promise<{ company: string; targets: ActionTarget[] }> {
  const db = parts.store.read
  const { company, companyId } = getCompanyIdentity(db, name)
  const world = readActionWorld(db, companyId, parts.ports.clock.now(), await parts.openActings())
  const permit = (provider: ProviderName, kind: ActionKind): string | null =>
    isOwnAction(kind) || findPermission(db, provider, AREA_OF[kind]) !== 'no'
      ? null
      : `The key of ${PROVIDER_TITLES[provider]} may not change ${AREA_OF[kind]}.`
  const offer = (provider: ProviderName, kind: ActionKind, obstacle: string | null): Offer => ({
    kind,
    obstacle: permit(provider, kind) ?? obstacle,
  })
  return {
    company,
    targets: [
      ...listSubscriptions(world, offer),
      ...listInvoices(world, offer),
      ...listPayments(world, offer),
      ...listCustomers(world, offer),
      ...listForCompany(world, offer, await parts.openActings()),
    ],
  }
}

type MakeOffer = (provider: ProviderName, kind: ActionKind, obstacle: string | null) => Offer

function listSubscriptions(world: ActionWorld, offer: MakeOffer): ActionTarget[] {
  return world.billing.subscriptions
    .filter(({ last }) => !['canceled', 'incomplete-expired'].includes(last.status))
    .map(({ fact: { provider, ref }, last }) => {
      const bought = last.items.flatMap(({ price }) => world.billing.offerOf(provider, price, world.at) ?? [])[0]
      const catalog = bought && world.catalogOf(bought.product)
      const plan = bought && catalog?.plans[bought.id]
      const plain = (kind: 'subscription.pause' | 'subscription.resume' | 'subscription.keep') =>
        offer(provider, kind, tell(world, { kind, provider, subscription: ref }))
      const end = tell(world, { kind: 'subscription.cancel', provider, subscription: ref, when: 'period-end', at: null })
      const trial = last.status === 'trialing' ? null : 'It is in no trial.'
      return {
        kind: 'subscription' as const,
        provider,
        ref,
        label: `${catalog && plan ? `${catalog.name} ${plan.name}` : ref}, ${last.status}`,
        product: bought?.product ?? null,
        offers: [
          offer(provider, 'subscription.change', world.findObstacle(provider, 'subscription.change')),
          offer(
            provider,
            'subscription.cancel',
            world.findObstacle(provider, 'subscription.cancel') ?? (last.cancelsAtPeriodEnd ? null : end),
          ),
          plain('subscription.keep'),
          plain('subscription.pause'),
          plain('subscription.resume'),
          offer(provider, 'trial.extend', world.findObstacle(provider, 'trial.extend') ?? trial),
          offer(provider, 'coupon.apply', world.findObstacle(provider, 'coupon.apply')),
        ],
      }
    })
}

function listInvoices(world: ActionWorld, offer: MakeOffer): ActionTarget[] {
  return world.billing.invoices
    .filter(({ content }) => content.status === 'open')
    .map(({ provider, ref, content }) => ({
      kind: 'invoice' as const,
      ...{ provider, ref, product: null },
      label: `Invoice ${content.number ?? ref}, open`,
      offers: [
        offer(provider, 'invoice.retry', tell(world, { kind: 'invoice.retry', provider, invoice: ref })),
        offer(provider, 'invoice.void', tell(world, { kind: 'invoice.void', provider, invoice: ref })),
      ],
    }))
}

function listPayments(world: ActionWorld, offer: MakeOffer): ActionTarget[] {
  return listPaymentRows(world.billing, world.at)
    .filter(({ status }) => status === 'succeeded' || status === 'unmatched')
    .sort((a, b) => b.at - a.at)
    .slice(0, MOST_PAYMENTS)
    .map(({ provider, ref, product, plan, amount, currency, at }) => ({
      kind: 'payment' as const,
      ...{ provider, ref, product },
      label: `${toSold(world, product, plan)}, ${toDecimalText({ amount, currency })} ${currency}, ${toIso(at).slice(0, 10)}`,
      offers: [
        offer(
          provider,
          'payment.refund',
          tell(world, { kind: 'payment.refund', provider, payment: ref, amount: null, cause: 'requested' }),
        ),
      ],
    }))
}

function listCustomers(world: ActionWorld, offer: MakeOffer): ActionTarget[] {
  return world.customers
    .filter(({ isDeleted }) => !isDeleted)
    .map(({ provider, ref, name, email }) => ({
      kind: 'customer' as const,
      ...{ provider, ref, product: null },
      label: `${name ?? email ?? ref} at ${PROVIDER_TITLES[provider]}`,
      offers: OF_CUSTOMER.map((kind) =>
        offer(
          provider,
          kind,
          kind === 'account.create' ? tell(world, { kind, provider, customer: ref }) : world.findObstacle(provider, kind),
        ),
      ),
    }))
}

/** What is of no customer: a push goes to a phone, and some is done by our own word. */
function listForCompany(world: ActionWorld, offer: MakeOffer, actings: Actings): ActionTarget[] {
  const pushers = PROVIDERS.filter((provider) => actings.has(provider) && world.findObstacle(provider, 'payment.push') === null)
  const [pusher = 'mpesa' as const] = pushers
  return [
    {
      kind: 'company',
      provider: pusher,
      ref: null,
      label: 'The company',
      product: null,
      offers: [
        offer(pusher, 'payment.push', world.findObstacle(pusher, 'payment.push')),
        { kind: 'pack.credit', obstacle: null },
        { kind: 'plan.override', obstacle: null },
      ],
    },
  ]
}

function toSold({ catalogOf }: ActionWorld, product: string | null, plan: string | null): string {
  const catalog = product === null ? null : catalogOf(product)
  const sold = catalog && plan !== null ? (catalog.plans[plan] ?? catalog.packs[plan]) : undefined
  return catalog && sold ? `${catalog.name} ${sold.name}` : 'A payment'
}

/** Why such a wish could not be carried out now. */
function tell(world: ActionWorld, wish: Wish): string | null {
  return describeWish(world, wish, 'offer', null).refusal?.reason ?? null
}
