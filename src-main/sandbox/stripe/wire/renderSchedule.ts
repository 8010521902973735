import type { PhaseRecord, ScheduleRecord } from '../world/scheduleRecords.ts'
import type { Wire } from './wire.ts'

export function renderSchedule({ own, phases, ...schedule }: ScheduleRecord): Wire {
  const { days_until_due, ...defaults } = own.defaults
  return {
    object: 'subscription_schedule',
    ...schedule,
    application: null,
    billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible' },
    customer_account: null,
    default_settings: {
      ...defaults,
      application_fee_percent: null,
      automatic_tax: { disabled_reason: null, enabled: false, liability: null },
      billing_thresholds: null,
      invoice_settings: { ...INVOICING, days_until_due, issuer: { type: 'self' } },
      on_behalf_of: null,
      transfer_data: null,
    },
    livemode: false,
    pause_schedules: [],
    phases: phases.map(renderPhase),
    test_clock: null,
  }
}

const INVOICING = { account_tax_ids: null, custom_fields: null, description: null, footer: null }

function renderPhase({ items, days_until_due, ...phase }: PhaseRecord): Wire {
  return {
    ...phase,
    add_invoice_items: [],
    application_fee_percent: null,
    billing_thresholds: null,
    default_tax_rates: [],
    invoice_settings: days_until_due === null ? null : { ...INVOICING, days_until_due, issuer: null },
    items: items.map(({ quantity, ...item }) => ({
      ...item,
      billing_thresholds: null,
      plan: item.price,
      ...(quantity === null ? {} : { quantity }),
      tax_rates: [],
    })),
    on_behalf_of: null,
    transfer_data: null,
  }
}
