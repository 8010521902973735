import { parseCatalogFile } from '../../src-shared/contract/parseCatalogFile.ts'
import { findCalendarMonth } from '../domain/calendar/findCalendarMonth.ts'
import { createWorkspace } from '../engine/createWorkspace.ts'
import { templates } from '../engine/templates.ts'
import type { HostPorts } from '../ports.ts'
import { addPlanCodes, makeSandbox, toDemoFill, toSandboxClock } from '../sandbox/start.ts'

/** What a demo is called in the console. */
const NAME = 'Demo'
/** What it is grown from; the instant of its making is the other part. */
const SEED = 'lantern'

export interface DemoOptions {
  zone: string
  seed?: string
}

/** Makes a demo workspace: every product that ships, and a sandbox with a business that lives until now. Nothing is mirrored yet. */
export function createDemo(ports: HostPorts, folder: string, { zone, seed = SEED }: DemoOptions): void {
  const shipped = [...templates.values()].map((content) => ({ content, catalog: parse(content).catalog }))
  // Its plans at Paystack are known by their codes, which only its own business has.
  const catalogs = addPlanCodes(shipped, seed).map((content) => ({ ok: true as const, content, parsed: parse(content) }))
  createWorkspace(ports, folder, { name: NAME, mode: 'test', zone, products: [], catalogs })
  const clock = toSandboxClock(folder, ports.clock)
  const now = clock.now()
  const { start: monthStartsAt } = findCalendarMonth(now, zone)
  const sold = catalogs.map(({ parsed }) => parsed.catalog)
  makeSandbox({ workspace: folder, clock, random: ports.random }, toDemoFill({ seed, catalogs: sold, now, monthStartsAt }))
}

function parse(content: Record<string, unknown>) {
  const read = parseCatalogFile(content)
  if (!read.ok) throw new Error('Broken promise: the catalogs that ship can be read')
  return read.value
}
