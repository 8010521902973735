import type { Migration } from './migration.ts'

/** What providers' meters count, and the records of use that follow from it. */
export const meters: Migration = {
  name: '0006-meters',
  statements: [
    `create table meter (
      account_id integer not null references provider_account (id),
      ref text not null,
      event_name text not null,
      name text not null,
      formula text not null,
      is_active integer not null,
      fetched_at integer not null,
      json text not null,
      primary key (account_id, ref)
    ) strict`,
    `create table meter_reading (
      account_id integer not null references provider_account (id),
      customer text not null,
      meter text not null,
      read_up_to integer not null,
      whole_at integer not null,
      primary key (account_id, customer, meter)
    ) strict, without rowid`,
    `create table metered_use (
      account_id integer not null references provider_account (id),
      customer text not null,
      meter text not null,
      from_at integer not null,
      until_at integer not null,
      quantity real not null,
      window_at integer,
      fetched_at integer not null,
      primary key (account_id, customer, meter, from_at)
    ) strict, without rowid`,
    `create table metered_record (
      id integer primary key,
      company_id integer not null references company (id) on delete cascade,
      company text not null,
      product text not null,
      metric text not null,
      key text not null,
      quantity integer not null,
      at integer not null,
      source text not null
    ) strict`,
    'create unique index metered_record_by_key on metered_record (company_id, key)',
    'create index metered_record_by_metric on metered_record (company, product, metric, at)',
    'create index metered_record_by_time on metered_record (at)',
    // Prices that were kept before meters were read say it in the provider's words.
    `update billed_object set content = json_set(content, '$.meter', (
        select json_extract(json, '$.recurring.meter') from billed_object_raw where object_id = billed_object.id))
      where kind = 'price' and (
        select json_extract(json, '$.recurring.meter') from billed_object_raw where object_id = billed_object.id) is not null`,
  ],
}
