import type { World } from '../world/createWorld.ts'
import { renderTiers } from './renderCatalog.ts'
import { renderInvoicePayment } from './renderInvoice.ts'
import { renderRefund } from './renderPayments.ts'
import { renderSessionLine } from './renderSession.ts'
import { renderSubscription } from './renderSubscription.ts'
import { toList } from './toList.ts'
import type { Wire } from './wire.ts'

/** What an object comes without unless it is asked for; null where it has no such thing. */
export function listSubList(world: World, object: Wire, name: string): unknown {
  const id = String(object['id'])
  const limit = world.settings.innerListLimit
  const { shelves } = world
  switch (`${object['object']}.${name}`) {
    case 'invoice.payments': {
      const payments = shelves.invoice.find(id)?.own.payments ?? []
      const rendered = payments.flatMap((each) => shelves.invoice_payment.find(each) ?? []).map(renderInvoicePayment)
      return toList(rendered.reverse(), limit, '/v1/invoice_payments')
    }
    case 'invoice.confirmation_secret': {
      const payment = shelves.invoice.find(id)?.own.payment ?? null
      return payment === null ? undefined : { client_secret: `${payment}_secret_sandbox`, type: 'payment_intent' }
    }
    case 'checkout.session.line_items': {
      const session = shelves['checkout.session'].find(id)
      const lines = (session?.own.lines ?? []).map((line) => renderSessionLine(world, session?.currency ?? null, line))
      return toList(lines, limit, `/v1/checkout/sessions/${id}/line_items`)
    }
    case 'customer.subscriptions': {
      const live = shelves.subscription.of(id).filter(({ status }) => status !== 'canceled')
      const rendered = live.map((each) => renderSubscription(world, each)).reverse()
      return toList(rendered, limit, `/v1/customers/${id}/subscriptions`)
    }
    case 'customer.sources':
    case 'customer.tax_ids':
      return toList([], limit, `/v1/customers/${id}/${name}`)
    case 'charge.refunds': {
      const refunds = shelves.refund.all.filter(({ charge }) => charge === id).map(renderRefund)
      return toList(refunds.reverse(), limit, `/v1/charges/${id}/refunds`)
    }
    case 'price.tiers': {
      const price = shelves.price.find(id)
      return price && price.own.tiers.length > 0 ? renderTiers(price) : undefined
    }
    case 'price.currency_options':
      return undefined
    default:
      return null
  }
}
