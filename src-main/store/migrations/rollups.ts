import type { Migration } from './migration.ts'

/** Sums of what is derived, kept with it. They are filled when the derived rows are next made again, which an empty `derivation` asks for. */
export const rollups: Migration = {
  name: '0004-rollups',
  changesRowsOf: ['company_revenue'],
  statements: [
    'drop table company_revenue',
    `create table revenue_change (
      company_id integer not null references company (id) on delete cascade,
      currency text not null,
      at integer not null,
      amount integer not null,
      day integer not null,
      new integer not null,
      expansion integer not null,
      reactivation integer not null,
      contraction integer not null,
      churn integer not null,
      primary key (company_id, currency, at)
    ) strict, without rowid`,
    'create index revenue_change_by_time on revenue_change (at, currency)',
    `create table revenue_day (
      day integer not null,
      currency text not null,
      new integer not null,
      expansion integer not null,
      reactivation integer not null,
      contraction integer not null,
      churn integer not null,
      primary key (day, currency)
    ) strict, without rowid`,
    `create table payment_day (
      day integer not null,
      account_id integer not null references provider_account (id),
      currency text not null,
      amount integer not null,
      succeeded integer not null,
      failed integer not null,
      primary key (day, account_id, currency)
    ) strict, without rowid`,
    `create table status_count (
      product text not null,
      status text not null,
      count integer not null,
      primary key (product, status)
    ) strict, without rowid`,
    'alter table company_metric add column near_share real',
    'create index company_metric_near on company_metric (near_share) where near_share is not null',
    'drop index company_product_by_change',
    'create index company_product_by_change on company_product (changes_at, status)',
    'create index company_product_by_end on company_product (status, until)',
    `create table usage_day (
      product text not null,
      metric text not null,
      kind text not null,
      day text not null,
      part text not null,
      quantity integer not null,
      told integer not null,
      primary key (product, metric, kind, day, part)
    ) strict, without rowid`,
    `create table usage_summed (
      id integer primary key,
      last_record integer not null,
      newest_at integer not null
    ) strict`,
    `create table derivation (
      id integer primary key,
      version integer not null
    ) strict`,
    // Where there is no company yet, all that follows from none is made.
    'insert into derivation (id, version) select 1, 1 where not exists (select 1 from company)',
  ],
}
