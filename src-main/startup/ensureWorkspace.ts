import { toIso } from '../../src-shared/model/instant.ts'
import type { HostPorts } from '../ports.ts'
import { hasWorkspace } from '../store/workspaceFolder.ts'
import { createDemo } from './createDemo.ts'

/** The first start needs neither a key nor a decision: where there is no workspace, the demo is made. */
export function ensureWorkspace(ports: HostPorts, folder: string): void {
  if (hasWorkspace(folder)) return
  createDemo(ports, folder, { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })
  ports.log(`${toIso(ports.clock.now())} made the demo workspace in ${folder}`)
}
