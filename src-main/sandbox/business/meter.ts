/**
 * What the business's own applications count of one customer, and what its people log: a rule that gives the same records whenever it is asked.
 *
 * Instants are whole seconds.
 */
export type Meter = FlowMeter | StockMeter | HoursMeter

interface MeterOf {
  /** The provider's id of the customer. */
  customer: string
  product: string
  from: number
  /** Nothing is told from here on; null while it goes on. */
  until: number | null
  /** Between these instants exactly so much comes together; null where nothing is promised. */
  exact: { from: number; to: number; total: number } | null
}

/** So much a day, more on some days than on others. */
export interface FlowMeter extends MeterOf {
  kind: 'flow'
  metric: string
  perDay: number
  /** By endpoint, each with its share; empty where they are not told apart. */
  endpoints: readonly { name: string; share: number }[]
  /** The name of the events by which Stripe's meter is told. Left out where the console is told. */
  event?: string
}

/** A flow that Stripe's meter is told of, and nobody else. */
export type EventMeter = FlowMeter & { event: string }

export function isEventMeter(meter: Meter): meter is EventMeter {
  return meter.kind === 'flow' && meter.event !== undefined
}

/** How many there are, grown from few to `count` at `grownAt`. */
export interface StockMeter extends MeterOf {
  kind: 'stock'
  metric: string
  part: string | null
  count: number
  grownAt: number
}

/** Work that was done. */
export interface HoursMeter extends MeterOf {
  kind: 'hours'
  minutesPerWeek: number
}

/** A count that an application tells. */
export interface ToldUsage {
  customer: string
  /** `product.metric` */
  metric: string
  quantity: number
  at: number
  dimension: { name: 'endpoint' | 'part'; value: string } | null
  key: string
}

/** Work that somebody logs. */
export interface ToldHours {
  customer: string
  product: string
  minutes: number
  at: number
  note: string
  key: string
}
