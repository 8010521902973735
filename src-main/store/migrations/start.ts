import type { Migration } from './migration.ts'

export const start: Migration = {
  name: '0001-start',
  statements: [
    `create table workspace (
      id integer primary key check (id = 1),
      key text not null,
      name text not null,
      mode text not null check (mode in ('test', 'live')),
      zone text not null,
      created_at integer not null
    ) strict`,
    `create table catalog_version (
      product text not null,
      version integer not null,
      from_at integer,
      content text not null,
      imported_at integer not null,
      chained_to blob not null,
      hash blob not null,
      primary key (product, version)
    ) strict`,
    `create table provider_account (
      id integer primary key,
      provider text not null,
      mode text not null,
      ref text not null,
      name text
    ) strict`,
    'create unique index provider_account_by_ref on provider_account (provider, ref, mode)',
    `create table connection (
      provider text primary key,
      account_id integer not null references provider_account (id),
      base_url text,
      secret_kind text not null,
      secret_name text not null,
      last_four text not null,
      permissions text not null,
      connected_at integer not null,
      last_success_at integer
    ) strict`,
    `create table stream_cursor (
      account_id integer not null references provider_account (id),
      stream text not null,
      position text,
      watermark integer,
      completed_at integer,
      primary key (account_id, stream)
    ) strict`,
    `create table sync_run (
      id integer primary key,
      account_id integer not null references provider_account (id),
      stream text not null,
      started_at integer not null,
      ended_at integer,
      outcome text not null,
      pages integer not null,
      objects integer not null,
      changed integer not null,
      requests integer not null,
      reason text,
      error_kind text
    ) strict`,
    'create index sync_run_by_stream on sync_run (account_id, stream, id)',
    `create table sync_failure (
      run_id integer not null references sync_run (id) on delete cascade,
      ref text not null,
      reason text not null,
      primary key (run_id, ref)
    ) strict`,
    `create table parked_object (
      account_id integer not null references provider_account (id),
      ref text not null,
      reason text not null,
      since integer not null,
      primary key (account_id, ref)
    ) strict`,
    `create table customer (
      id integer primary key,
      account_id integer not null references provider_account (id),
      ref text not null,
      name text,
      email text,
      phone text,
      currency text,
      created_at integer not null,
      deleted_at integer,
      fetched_at integer not null,
      digest blob not null
    ) strict`,
    'create unique index customer_by_ref on customer (account_id, ref)',
    'create index customer_by_creation on customer (account_id, created_at)',
    'create index customer_by_email on customer (email)',
    `create table customer_raw (
      customer_id integer primary key references customer (id) on delete cascade,
      json text not null
    ) strict`,
    `create table fact (
      id integer primary key,
      key text not null,
      kind text not null,
      at integer not null,
      seen_at integer not null,
      source text not null,
      account text not null,
      ref text not null,
      chained_to blob,
      hash blob
    ) strict`,
    'create unique index fact_by_key on fact (key)',
    'create index fact_by_object on fact (source, account, ref, at)',
    `create table provider_event (
      account_id integer not null references provider_account (id),
      ref text not null,
      type text not null,
      object text,
      at integer not null,
      seen_at integer not null,
      outcome text not null,
      reason text,
      primary key (account_id, ref)
    ) strict`,
    'create index provider_event_by_time on provider_event (at)',
    `create table company (
      id integer primary key,
      ref text not null,
      name text not null,
      name_key text not null,
      email text,
      phone text,
      since integer not null,
      ended_at integer
    ) strict`,
    'create unique index company_by_ref on company (ref)',
    'create index company_by_name on company (name_key, id)',
    'create index company_by_since on company (since, id)',
    'create index company_by_email on company (email)',
    `create table company_link (
      account_id integer not null references provider_account (id),
      ref text not null,
      company_id integer not null references company (id) on delete cascade,
      primary key (account_id, ref)
    ) strict`,
    'create index company_link_by_company on company_link (company_id)',
    `create virtual table company_search using fts5 (
      words, content = '', contentless_delete = 1, prefix = '2 3 4', tokenize = 'unicode61 remove_diacritics 2'
    )`,
  ],
}
