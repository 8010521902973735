import type { Migration } from './migration.ts'

/** What each company used of a flow in a month. It is filled when the derived rows are next made again, as their higher version asks for. */
export const uses: Migration = {
  name: '0009-uses',
  statements: [
    `create table usage_month (
      company_id integer not null references company (id) on delete cascade,
      product text not null,
      metric text not null,
      month integer not null,
      quantity integer not null,
      told integer not null,
      newest_at integer not null,
      primary key (company_id, product, metric, month)
    ) strict, without rowid`,
    'create index usage_month_by_use on usage_month (product, metric, month, quantity, told, newest_at)',
    `create table usage_month_sum (
      product text not null,
      metric text not null,
      month integer not null,
      companies integer not null,
      quantity integer not null,
      primary key (product, metric, month)
    ) strict, without rowid`,
    // Where there is no company yet, all that follows from none is made.
    'update derivation set version = 3 where not exists (select 1 from company)',
  ],
}
