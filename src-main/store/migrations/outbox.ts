import type { Migration } from './migration.ts'

/** What staff ask providers to do: what was decided, what became of it step by step, and what of it may go out. */
export const outbox: Migration = {
  name: '0010-outbox',
  statements: [
    `create table action (
      seq integer primary key,
      id text not null,
      kind text not null,
      provider text,
      account text,
      company text not null,
      product text,
      serial text,
      wish text not null,
      title text not null,
      amount integer,
      currency text,
      at integer not null,
      who text not null,
      reason text not null,
      chained_to blob not null,
      hash blob not null
    ) strict`,
    'create unique index action_by_id on action (id)',
    'create index action_by_company on action (company, seq)',
    'create index action_by_serial on action (serial, seq) where serial is not null',
    `create table action_step (
      seq integer primary key,
      action text not null,
      state text not null,
      at integer not null,
      who text not null,
      text text not null,
      reason text not null,
      detail text not null,
      chained_to blob not null,
      hash blob not null
    ) strict`,
    'create index action_step_by_action on action_step (action, seq)',
    'create index action_step_by_state on action_step (state, at)',
    // Follows from the steps.
    `create table action_now (
      action text primary key,
      seq integer not null,
      state text not null,
      step integer not null
    ) strict, without rowid`,
    'create index action_now_by_state on action_now (state, seq)',
    `create table action_caps (
      id integer primary key check (id = 1),
      caps text not null
    ) strict`,
    `create table action_permit (
      account_id integer not null references provider_account (id),
      area text not null,
      is_permitted integer not null,
      seen_at integer not null,
      primary key (account_id, area)
    ) strict, without rowid`,
  ],
}
