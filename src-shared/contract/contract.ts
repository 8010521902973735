import { catalogs } from './catalogs.ts'
import { changes } from './changes.ts'
import { companies } from './companies.ts'
import { connections, sync } from './sync.ts'
import { workspace } from './workspace.ts'

/** Everything that a renderer or a command line can ask of an engine. */
export const contract = { workspace, companies, sync, connections, catalogs, changes }

export type Contract = typeof contract
