import { renderEvent } from '../wire/render.ts'
import type { EventRecord } from '../world/createEventLog.ts'
import { decimal, flag, listOf, oneOf, text, whole } from '../world/params.ts'
import { refuse } from '../world/refusal.ts'
import { happen, type Operation, read } from './operation.ts'
import { PAGING, range, toAgedOut, toPage } from './page.ts'

const MOST_TYPES = 20

export const ACCOUNT: Readonly<Record<string, Operation>> = {
  'account.retrieve': read('GET /v1/account', {}, (world) => ({
    id: world.accountId,
    object: 'account',
    business_profile: { mcc: '5734', name: 'Lantern Works', support_email: null, support_phone: null, support_url: null, url: null },
    business_type: 'company',
    capabilities: { card_payments: 'active', transfers: 'active' },
    charges_enabled: true,
    country: 'US',
    default_currency: 'usd',
    details_submitted: true,
    email: 'billing@lantern.example',
    metadata: {},
    payouts_enabled: true,
    settings: { dashboard: { display_name: 'Lantern Works', timezone: 'Etc/UTC' } },
    type: 'standard',
  })),
  'events.list': read(
    'GET /v1/events',
    { ...PAGING, created: range, type: text, types: listOf(text), delivery_success: flag },
    (world, params) => {
      const { type, types } = params
      if (type && types) throw refuse('You may only specify one of these parameters: type, types.', 'type')
      if (types && types.length > MOST_TYPES) throw refuse(`You may specify at most ${MOST_TYPES} types.`, 'types')
      const from = Math.max(params.created?.gte ?? 0, (params.created?.gt ?? -1) + 1)
      // A cursor may lie before what is asked for.
      const cursor = params.starting_after ?? params.ending_before
      const known = cursor ? world.events.find(cursor, world.now) : null
      const all = world.events.visible(world.now, known ? Math.min(from, known.created) : from)
      return toPage(all, params, '/v1/events', { fits: (event) => fitsType(event, type ?? null, types ?? null), render: renderEvent })
    },
  ),
  'events.retrieve': read('GET /v1/events/:id', {}, (world, _params, id) => {
    const event = world.events.find(id, world.now)
    if (!event) throw toAgedOut(id)
    return renderEvent(event)
  }),
  /** How the account collects, and how late its events are. */
  'settings.change': happen(
    {
      retryDays: listOf(decimal),
      dunningEnd: oneOf('cancel', 'mark_unpaid', 'leave_past_due'),
      finalizesAfterSeconds: whole,
      eventLagSeconds: whole,
      searchLagSeconds: whole,
      innerListLimit: whole,
    },
    (world, params) => {
      const said = Object.fromEntries(Object.entries(params).filter(([, value]) => value != null))
      world.settings = { ...world.settings, ...said }
      return { ...world.settings }
    },
  ),
}

function fitsType(event: EventRecord, type: string | null, types: readonly string[] | null): boolean {
  if (types) return types.includes(event.type)
  if (type === null || type === '*') return true
  return type.endsWith('.*') ? event.type.startsWith(type.slice(0, -1)) : event.type === type
}
