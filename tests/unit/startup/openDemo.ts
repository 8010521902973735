import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { HostPorts } from '../../../src-main/ports.ts'
import { createDemo } from '../../../src-main/startup/createDemo.ts'
import { type OpenWorkspace, openWorkspace } from '../../../src-main/startup/openWorkspace.ts'
import { type Instant, parseInstant, toInstant } from '../../../src-shared/model/instant.ts'

export const DAY_MS = 86_400_000

export interface Demo {
  folder: string
  ports: HostPorts
  logs: string[]
  /** As a command opens it: nothing happens by itself. */
  open(access?: 'read' | 'write'): Promise<OpenWorkspace>
}

/** A demo that was made at an instant; its clock stands still but for those who wait, and chance is the same each time. */
export function makeDemo(madeAt = '2027-02-17T09:20:00Z', zone = 'Africa/Nairobi'): Demo {
  const folder = join(mkdtempSync(join(tmpdir(), 'tierdesk-demo-')), 'workspace')
  onTestFinished(() => rmSync(join(folder, '..'), { recursive: true, force: true }))
  let now = parseInstant(madeAt) as Instant
  let draws = 0
  const logs: string[] = []
  const ports: HostPorts = {
    clock: {
      now: () => now,
      wait: async (ms, signal) => {
        if (!signal?.aborted) now = toInstant(now + ms)
      },
    },
    random: { bytes: (count) => createHash('shake256', { outputLength: count }).update(String(draws++)).digest(), fraction: () => 0 },
    log: (line) => logs.push(line),
    environment: () => undefined,
    seal: null,
  }
  createDemo(ports, folder, { zone })
  return {
    folder,
    ports,
    logs,
    open: (access = 'write') => openWorkspace(ports, { folder, access, what: 'a test', pollMs: null }),
  }
}

/** Opens a demo, mirrors it, and closes it with the test. */
export async function openMirrored(madeAt?: string): Promise<Demo & { workspace: OpenWorkspace; close(): Promise<void> }> {
  const demo = makeDemo(madeAt)
  const workspace = await demo.open()
  let isOpen = true
  const close = async () => {
    if (isOpen) await workspace.stop()
    isOpen = false
  }
  onTestFinished(close)
  const notFollowed = await workspace.follow()
  if (notFollowed !== null) throw new Error(notFollowed)
  return { ...demo, workspace, close }
}

/** All pages of a list. */
export async function readAll<T>(ask: (cursor: string | null) => Promise<{ items: T[]; next: string | null }>): Promise<T[]> {
  const all: T[] = []
  for (let cursor: string | null = null; ; ) {
    const { items, next } = await ask(cursor)
    all.push(...items)
    if (next === null) return all
    cursor = next
  }
}
