import type { Migration } from './migration.ts'

export const trust: Migration = {
  name: '0003-trust',
  statements: [
    `create table stream_shard (
      id integer primary key,
      account_id integer not null references provider_account (id),
      stream text not null,
      from_at integer,
      until_at integer,
      position text
    ) strict`,
    'create index stream_shard_by_stream on stream_shard (account_id, stream)',
    `insert into stream_shard (account_id, stream, position)
      select account_id, stream, position from stream_cursor where position is not null`,
    'alter table stream_cursor drop column position',
    'alter table connection add column limits text',
    'alter table sync_run add column company text',
    `create table touched (
      account_id integer not null references provider_account (id),
      kind text not null,
      ref text not null,
      primary key (account_id, kind, ref)
    ) strict, without rowid`,
    `create table drift (
      id integer primary key,
      account_id integer not null references provider_account (id),
      run_id integer not null references sync_run (id) on delete cascade,
      kind text not null,
      ref text not null,
      change text not null,
      cause text not null,
      found_at integer not null
    ) strict`,
    'create index drift_by_run on drift (run_id)',
    'create index drift_by_time on drift (account_id, found_at)',
    `create table coverage_gap (
      id integer primary key,
      account_id integer not null references provider_account (id),
      from_at integer not null,
      until_at integer not null,
      cause text not null,
      closed_at integer
    ) strict`,
    'create index coverage_gap_by_account on coverage_gap (account_id, from_at)',
  ],
}
