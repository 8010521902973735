import { DAY } from '../billing/cycle.ts'
import { measureUsage } from '../billing/measureUsage.ts'
import { renderMeter } from '../wire/renderCatalog.ts'
import { change, get, put, type World } from '../world/createWorld.ts'
import { must, oneOf, pairs, part, text, whole } from '../world/params.ts'
import { refuse } from '../world/refusal.ts'
import { type Operation, read, write } from './operation.ts'
import { PAGING, toPage } from './page.ts'
import { list, retrieve } from './shelfOperations.ts'
import { tellAlerts } from './tellAlerts.ts'

const OLDEST = 35 * DAY
const AHEAD = 300

export const METERS: Readonly<Record<string, Operation>> = {
  'meters.list': list(
    'billing.meter',
    '/v1/billing/meters',
    { status: oneOf('active', 'inactive') },
    (meter, { status }) => !status || meter.status === status,
  ),
  'meters.retrieve': retrieve('billing.meter', '/v1/billing/meters'),
  'meters.create': write(
    'POST /v1/billing/meters',
    {
      display_name: text,
      event_name: text,
      default_aggregation: part({ formula: oneOf('sum', 'count', 'last') }),
      customer_mapping: part({ type: oneOf('by_id'), event_payload_key: text }),
      value_settings: part({ event_payload_key: text }),
      event_time_window: oneOf('day', 'hour'),
    },
    (world, params) => {
      const event_name = must(params.event_name, 'event_name')
      if (world.shelves['billing.meter'].all.some((each) => each.event_name === event_name && each.status === 'active')) {
        throw refuse(`An active meter with the event name ${event_name} exists.`, 'event_name')
      }
      const meter = {
        id: `mtr_test_${world.ids.next('', 24)}`,
        created: world.now,
        updated: world.now,
        display_name: must(params.display_name, 'display_name'),
        event_name,
        formula: must(params.default_aggregation?.formula, 'default_aggregation[formula]'),
        customer_key: params.customer_mapping?.event_payload_key ?? 'stripe_customer_id',
        value_key: params.value_settings?.event_payload_key ?? 'value',
        status: 'active' as const,
        deactivated_at: null,
      }
      return renderMeter(put(world, 'billing.meter', meter, 'billing.meter.created'))
    },
  ),
  'meters.deactivate': write('POST /v1/billing/meters/:id/deactivate', {}, (world, _params, id) => {
    const meter = get(world, 'billing.meter', id)
    change(
      world,
      'billing.meter',
      meter,
      { status: 'inactive', deactivated_at: world.now, updated: world.now },
      'billing.meter.deactivated',
    )
    return renderMeter(meter)
  }),
  'meterEvents.create': write(
    'POST /v1/billing/meter_events',
    { event_name: text, payload: pairs, identifier: text, timestamp: whole },
    (world, params) => {
      const event_name = must(params.event_name, 'event_name')
      const payload = must(params.payload, 'payload')
      const timestamp = params.timestamp ?? world.now
      if (timestamp < world.now - OLDEST || timestamp > world.now + AHEAD)
        throw refuse('The timestamp must be within the past 35 days and up to 5 minutes ahead.', 'timestamp')
      const identifier = params.identifier ?? world.ids.next('', 30)
      takeIdentifier(world, `${event_name}/${identifier}`)
      const meter = world.shelves['billing.meter'].all.find((each) => each.event_name === event_name && each.status === 'active')
      const customer = meter && payload[meter.customer_key]
      const value = Number(meter ? (payload[meter.value_key] ?? (meter.formula === 'count' ? '1' : Number.NaN)) : Number.NaN)
      // What no meter can read is taken and told of elsewhere: nothing else comes of it.
      if (meter && customer && world.shelves.customer.find(customer) && Number.isFinite(value)) {
        world.usage.record(meter.id, customer, timestamp, value)
        tellAlerts(world, meter.id, customer)
      }
      return { object: 'billing.meter_event', created: world.now, event_name, identifier, livemode: false, payload, timestamp }
    },
  ),
  'meters.listEventSummaries': read(
    'GET /v1/billing/meters/:id/event_summaries',
    { ...PAGING, customer: text, start_time: whole, end_time: whole, value_grouping_window: oneOf('hour', 'day') },
    (world, params, id) => {
      const meter = get(world, 'billing.meter', id)
      const customer = must(params.customer, 'customer')
      const start = must(params.start_time, 'start_time')
      const end = must(params.end_time, 'end_time')
      const window = params.value_grouping_window
      const step = window === 'day' ? DAY : window === 'hour' ? 3600 : 60
      if (start % step !== 0) throw refuse(`start_time must be aligned with ${window ?? 'minute'} boundaries.`, 'start_time')
      if (end % step !== 0) throw refuse(`end_time must be aligned with ${window ?? 'minute'} boundaries.`, 'end_time')
      const summaries = (window ? windows(start, end, step) : [{ start, end }]).flatMap((each) => {
        if (window && world.usage.between(meter.id, customer, each.start, each.end).length === 0) return []
        const label = `${meter.id}/${customer}/${each.start}/${each.end}`
        return [{ id: `mtrusg_test_${world.ids.letters(label, 24)}`, created: each.start, ...each }]
      })
      return toPage(summaries, params, `/v1/billing/meters/${id}/event_summaries`, {
        render: (each) => ({
          id: each.id,
          object: 'billing.meter_event_summary',
          aggregated_value: measureUsage(world, meter.id, customer, each.start, each.end),
          end_time: each.end,
          livemode: false,
          meter: meter.id,
          start_time: each.start,
        }),
      })
    },
  ),
}

function windows(start: number, end: number, step: number): { start: number; end: number }[] {
  return Array.from({ length: Math.max(0, (end - start) / step) }, (_, index) => ({
    start: start + index * step,
    end: start + (index + 1) * step,
  }))
}

/** The same identifier within a day is the same event. */
function takeIdentifier(world: World, key: string): void {
  const seen = world.identifiers.get(key)
  if (seen !== undefined && world.now - seen < DAY) {
    const identifier = key.split('/').at(-1)
    throw refuse(`An event already exists with identifier ${identifier}.`, 'identifier')
  }
  for (const [old, at] of world.identifiers) {
    if (world.now - at < DAY) break
    world.identifiers.delete(old)
  }
  world.identifiers.delete(key)
  world.identifiers.set(key, world.now)
}
