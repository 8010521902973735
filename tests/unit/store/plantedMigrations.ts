import type { Migration } from '../../../src-main/store/migrations/migration.ts'

export { start } from '../../../src-main/store/migrations/start.ts'

/** Rebuilds a parent whose children go with it: `company`, to which `company_link` refers with ON DELETE CASCADE. */
export const rebuildCompanies: Migration = {
  name: '0002-companies',
  statements: [
    `create table company_new (
      id integer primary key,
      ref text not null,
      name text not null,
      name_key text not null,
      email text,
      phone text,
      since integer not null,
      ended_at integer,
      note text
    ) strict`,
    'insert into company_new select id, ref, name, name_key, email, phone, since, ended_at, null from company',
    'drop table company',
    'alter table company_new rename to company',
    'create unique index company_by_ref on company (ref)',
    'create index company_by_name on company (name_key, id)',
    'create index company_by_since on company (since, id)',
    'create index company_by_email on company (email)',
  ],
}
