import { actions } from './actions.ts'
import { audit } from './audit.ts'
import { backups } from './backups.ts'
import { catalogs } from './catalogs.ts'
import { changes } from './changes.ts'
import { companies } from './companies.ts'
import { entitlements } from './entitlements.ts'
import { events } from './events.ts'
import { hours } from './hours.ts'
import { news } from './news.ts'
import { notes } from './notes.ts'
import { overview } from './overview.ts'
import { payments } from './payments.ts'
import { plans } from './plans.ts'
import { connections, sync } from './sync.ts'
import { usage } from './usage.ts'
import { workspace } from './workspace.ts'

/** Everything that a renderer or a command line can ask of an engine. */
export const contract = {
  workspace,
  backups,
  overview,
  companies,
  entitlements,
  usage,
  hours,
  plans,
  payments,
  actions,
  audit,
  news,
  notes,
  events,
  sync,
  connections,
  catalogs,
  changes,
}

export type Contract = typeof contract
