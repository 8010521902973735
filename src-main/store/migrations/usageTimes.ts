import type { Migration } from './migration.ts'

/** What all companies together used in a part of a day: asked by the time, whoever they are. */
export const usageTimes: Migration = {
  name: '0011-usage-times',
  statements: ['create index usage_record_by_time on usage_record (product, metric, at, dimension_name, dimension_value, quantity)'],
}
