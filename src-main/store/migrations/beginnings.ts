import type { Migration } from './migration.ts'

/** A gap may have no beginning: what a provider had forgotten before it was first asked. */
export const beginnings: Migration = {
  name: '0008-beginnings',
  changesRowsOf: ['coverage_gap'],
  statements: [
    `create table coverage_gap_kept (
      id integer primary key,
      account_id integer not null references provider_account (id),
      from_at integer,
      until_at integer not null,
      cause text not null,
      closed_at integer
    ) strict`,
    'insert into coverage_gap_kept select id, account_id, from_at, until_at, cause, closed_at from coverage_gap',
    'drop table coverage_gap',
    'alter table coverage_gap_kept rename to coverage_gap',
    'create index coverage_gap_by_account on coverage_gap (account_id, from_at)',
    // M-Pesa was followed since the first of its runs that is still told of, and remembered two days less five minutes then.
    `insert into coverage_gap (account_id, from_at, until_at, cause)
      select account.id, null, min(run.started_at) - 172500000, 'list-forgotten'
      from provider_account account join sync_run run on run.account_id = account.id
      where account.provider = 'mpesa' and run.stream = 'payments' and run.outcome = 'complete'
      group by account.id`,
  ],
}
