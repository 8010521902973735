import { renderAlert } from '../wire/renderCredits.ts'
import { change, get, put } from '../world/createWorld.ts'
import type { AlertRecord } from '../world/creditRecords.ts'
import { decimal, listOf, must, oneOf, part, text } from '../world/params.ts'
import { type Operation, write } from './operation.ts'
import { list, retrieve } from './shelfOperations.ts'

const PATH = '/v1/billing/alerts'

export const ALERTS: Readonly<Record<string, Operation>> = {
  'alerts.list': list(
    'billing.alert',
    PATH,
    { alert_type: oneOf('usage_threshold'), meter: text },
    (alert, { meter }) => !meter || alert.meter === meter,
  ),
  'alerts.retrieve': retrieve('billing.alert', PATH),
  'alerts.create': write(
    `POST ${PATH}`,
    {
      alert_type: oneOf('usage_threshold'),
      title: text,
      usage_threshold: part({
        gte: decimal,
        meter: text,
        recurrence: oneOf('one_time'),
        filters: listOf(part({ type: oneOf('customer'), customer: text })),
      }),
    },
    (world, params) => {
      const { gte, meter, filters } = must(params.usage_threshold, 'usage_threshold')
      const of = filters?.[0]?.customer ?? null
      const alert: AlertRecord = {
        id: world.ids.next('alrt_'),
        created: world.now,
        title: must(params.title, 'title'),
        status: 'active',
        meter: get(world, 'billing.meter', must(meter, 'usage_threshold[meter]'), 'usage_threshold[meter]').id,
        gte: must(gte, 'usage_threshold[gte]'),
        of: of === null ? null : get(world, 'customer', of, 'usage_threshold[filters]').id,
        own: { triggered: [] },
      }
      return renderAlert(put(world, 'billing.alert', alert))
    },
  ),
  'alerts.activate': toStatus('activate', 'active'),
  'alerts.deactivate': toStatus('deactivate', 'inactive'),
  'alerts.archive': toStatus('archive', 'archived'),
}

function toStatus(verb: string, status: AlertRecord['status']): Operation {
  return write(`POST ${PATH}/:id/${verb}`, {}, (world, _params, id) => {
    const alert = get(world, 'billing.alert', id)
    change(world, 'billing.alert', alert, { status })
    return renderAlert(alert)
  })
}
