import type { StripeSandbox } from '../stripe/createStripe.ts'
import type { EventMeter, ToldUsage } from './meter.ts'

/** Tells Stripe's meter what an application counted: at its own second, or late. */
export function tellMeter(stripe: StripeSandbox, { event }: EventMeter, { customer, quantity, at, key }: ToldUsage): void {
  const payload = { stripe_customer_id: customer, value: String(quantity) }
  stripe.act('meterEvents.create', { event_name: event, payload, identifier: key, timestamp: at })
}
