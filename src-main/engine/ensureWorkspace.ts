import { toIso } from '../../src-shared/model/instant.ts'
import type { HostPorts } from '../ports.ts'
import { hasWorkspace } from '../store/workspaceFolder.ts'
import { createWorkspace } from './createWorkspace.ts'
import { templates } from './templates.ts'

/** The first start needs no decision: where there is no workspace, one for test data is made with every product that ships. */
export function ensureWorkspace(ports: HostPorts, folder: string): void {
  if (hasWorkspace(folder)) return
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  createWorkspace(ports, folder, { mode: 'test', zone, products: [...templates.keys()] })
  ports.log(`${toIso(ports.clock.now())} made a workspace in ${folder}`)
}
