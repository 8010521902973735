import type { Migration } from './migration.ts'

/** Whose a provider customer, a phone, an account reference or a payment is, by the word of staff; and what a connection is beside its key. */
export const links: Migration = {
  name: '0005-links',
  statements: [
    "alter table connection add column settings text not null default '{}'",
    `create table link_fact (
      id integer primary key,
      kind text not null,
      provider text not null,
      account text not null,
      ref text not null,
      company text,
      offer text,
      at integer not null,
      source text not null,
      reason text not null,
      chained_to blob not null,
      hash blob not null
    ) strict`,
    'create index link_fact_by_object on link_fact (kind, ref, provider, account, id)',
    'create index link_fact_by_company on link_fact (company, kind)',
    'alter table customer add column named_company text',
    'create index customer_by_named_company on customer (named_company) where named_company is not null',
    "alter table company_link add column own text not null default ''",
    'create index company_link_by_own on company_link (own)',
    "alter table company_link add column code text not null default ''",
    'create index company_link_by_code on company_link (code)',
    `create table payment_owner (
      account_id integer not null references provider_account (id),
      ref text not null,
      company_id integer not null references company (id) on delete cascade,
      primary key (account_id, ref)
    ) strict, without rowid`,
    'create index payment_owner_by_company on payment_owner (company_id)',
    "create index recorded_fact_expected on recorded_fact (key) where kind = 'expected'",
    `create index recorded_fact_by_reference on recorded_fact (json_extract(content, '$.reference')) where kind = 'expected'`,
    `create index recorded_fact_by_phone on recorded_fact (json_extract(content, '$.phone')) where kind = 'expected'`,
    // Where there is no company yet, all that follows from none is made.
    'update derivation set version = 2 where not exists (select 1 from company)',
  ],
}
