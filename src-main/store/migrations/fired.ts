import type { Migration } from './migration.ts'

/** Which rules fired while a run went on is asked of the events that it saw: of the few that set one off, by when they were seen. */
export const fired: Migration = {
  name: '0007-fired',
  statements: ["create index provider_event_fired on provider_event (account_id, seen_at) where rules <> '[]'"],
}
