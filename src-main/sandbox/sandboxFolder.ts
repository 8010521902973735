import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Meter } from './business/meter.ts'
import type { Business, Told } from './business/told.ts'
import type { ProviderFaultOptions } from './providerFault.ts'

/** The folder of the sandbox within its workspace's: for its owner alone. */
const NAME = 'sandbox'
const ONLY_MINE = 0o700

/** What a sandbox knows beside its journal. */
export interface SandboxNotes {
  /** How far its clock is ahead of the one on the wall. */
  aheadMs: number
  /** Up to which second its applications have told what they count. */
  toldUntil: number
  /** Up to which second they have told Stripe's meters; left out where none ever did. */
  meteredUntil?: number
  /** Those that are on, by name. */
  faults: Readonly<Record<string, ProviderFaultOptions>>
}

export interface SandboxFolder {
  /** Stripe's. */
  readonly journalFile: string
  readonly paystackJournalFile: string
  readonly mpesaJournalFile: string
  /** Whether there is more than Stripe. */
  readonly hasOthers: boolean
  /** Where a sandbox that runs can be reached. */
  readonly controlFile: string
  notes(): SandboxNotes
  saveNotes(notes: SandboxNotes): void
  meters(): Meter[]
  told(): Told
  saveBusiness(business: Business): void
}

export function hasSandbox(workspace: string): boolean {
  return existsSync(join(workspace, NAME, 'journal.jsonl'))
}

/** How far the clock of a workspace's sandbox is ahead; 0 where it has none. */
export function readAheadMs(workspace: string): number {
  return hasSandbox(workspace) ? openSandboxFolder(workspace).notes().aheadMs : 0
}

export function openSandboxFolder(workspace: string): SandboxFolder {
  const folder = join(workspace, NAME)
  mkdirSync(folder, { recursive: true, mode: ONLY_MINE })
  chmodSync(folder, ONLY_MINE)
  const notesFile = join(folder, 'notes.json')
  const metersFile = join(folder, 'meters.json')
  const toldFile = join(folder, 'told.json')
  const others = { paystackJournalFile: join(folder, 'paystack.jsonl'), mpesaJournalFile: join(folder, 'mpesa.jsonl') }
  return {
    journalFile: join(folder, 'journal.jsonl'),
    ...others,
    get hasOthers() {
      return Object.values(others).every((file) => existsSync(file))
    },
    controlFile: join(folder, 'control.json'),
    notes: () => (readJson(notesFile) as SandboxNotes | null) ?? { aheadMs: 0, toldUntil: 0, faults: {} },
    saveNotes: (notes) => writeWhole(notesFile, JSON.stringify(notes)),
    meters: () => (readJson(metersFile) as Meter[] | null) ?? [],
    told: () => (readJson(toldFile) as Told | null) ?? { expected: [], merges: [] },
    saveBusiness({ meters, told }) {
      writeWhole(metersFile, JSON.stringify(meters))
      writeWhole(toldFile, JSON.stringify(told))
    },
  }
}

/** Written by us, whole or not at all. Null where it is not there. */
function readJson(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}

/** In the place of what was there, once it is on the disk. */
export function writeWhole(file: string, text: string): void {
  const draft = `${file}.${process.pid}.new`
  const handle = openSync(draft, 'w', 0o600)
  try {
    writeSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(draft, file)
}
