import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Instant, toInstant } from '../../src-shared/model/instant.ts'
import { type Journal, openJournal } from './openJournal.ts'
import { createStripe, type JournalLine, replayStripe, type StripeOptions, type StripeSandbox } from './stripe/createStripe.ts'
import type { RateLimits } from './stripe/http/createRateGate.ts'
import { createFaults, type Faults } from './stripe/http/faults.ts'
import { serveStripe } from './stripe/http/serveStripe.ts'
import type { Wire } from './stripe/wire/wire.ts'

export interface SandboxOptions {
  /** Where its journal lies. */
  folder: string
  clock: { now(): Instant; wait(ms: number): Promise<void> }
  random: { bytes(count: number): Uint8Array }
  log: (line: string) => void
  /** What a new sandbox begins with: from when on, and what is made to happen until now. */
  fill?: { startsAt: Instant; seed: string; run: (stripe: StripeSandbox) => void }
}

export interface Sandbox {
  readonly stripe: { baseUrl: string; key: string }
  readonly clock: { readonly offsetMs: number }
  readonly faults: Faults
  /** Moves its clock ahead of the one on the wall; it does not go back. */
  advance(ms: number): void
  /** Makes something happen, now. @param name of an operation, such as `customers.setCard` */
  act(name: string, params?: Wire, ...ids: string[]): Wire
  limit(limits: RateLimits | null): void
  stop(): Promise<void>
}

const FORMAT = 1
/** No list of events goes further back. */
const EVENTS_KEPT_MS = 30 * 86_400_000
const FILE = 'sandbox.jsonl'

interface Header {
  format: number
  startsAt: Instant
  seed: string
  accountId: string
  tellsFrom: Instant
}

interface Shift {
  offsetMs: number
}

/** Whether a folder holds a sandbox, which is then started with what it holds. */
export function hasSandbox(folder: string): boolean {
  return existsSync(join(folder, FILE))
}

/**
 * Starts the stand-in for the providers, on this machine alone, with a key that is good until it stops.
 *
 * What it holds is a function of its journal: it is built again from there.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { clock, random, log } = options
  const journal = openJournal(join(options.folder, FILE))
  const [first, ...rest] = journal.lines
  const header = first === undefined ? writeHeader(journal, options) : readHeader(first)
  const { format: _format, ...terms } = header
  const stripeOptions: StripeOptions = { ...terms, onJournal: (line) => void (isReplaying || journal.append(line)) }
  let isReplaying = true
  let offsetMs = rest.filter(isShift).at(-1)?.offsetMs ?? 0
  const stripe = first === undefined ? createStripe(stripeOptions) : replayStripe(stripeOptions, rest.filter(isJournalLine))
  isReplaying = false
  if (first === undefined && options.fill) journal.batch(() => options.fill?.run(stripe))
  const now = () => toInstant(Math.max(clock.now() + offsetMs, stripe.now()))
  stripe.advanceTo(now())
  const faults = createFaults()
  const key = `sk_test_${Buffer.from(random.bytes(24)).toString('hex')}`
  const server = await serveStripe({ stripe, key, now, wallMs: () => clock.now(), wait: (ms) => clock.wait(ms), faults })
  log(`sandbox: listening, ${stripe.journal().length} journal lines`)
  return {
    stripe: { baseUrl: server.baseUrl, key },
    clock: {
      get offsetMs() {
        return offsetMs
      },
    },
    faults,
    advance(ms) {
      offsetMs += Math.max(0, Math.trunc(ms))
      journal.append({ offsetMs })
      stripe.advanceTo(now())
    },
    act(name, params = {}, ...ids) {
      stripe.advanceTo(now())
      return stripe.act(name, params, ...ids)
    },
    limit: server.limit,
    async stop() {
      await server.stop()
      journal.close()
    },
  }
}

function writeHeader(journal: Journal, { clock, random, fill }: SandboxOptions): Header {
  const seed = fill?.seed ?? Buffer.from(random.bytes(16)).toString('hex')
  const accountId = `acct_1${Buffer.from(random.bytes(8)).toString('hex')}`
  const tellsFrom = toInstant(clock.now() - EVENTS_KEPT_MS)
  const header = { format: FORMAT, startsAt: fill?.startsAt ?? clock.now(), seed, accountId, tellsFrom }
  journal.append(header)
  return header
}

function readHeader(line: unknown): Header {
  const header = line as Partial<Header>
  if (header.format !== FORMAT) throw new Error(`The sandbox's journal has format ${header.format}; this program knows ${FORMAT}.`)
  // Of this format, and written by us.
  return line as Header
}

function isShift(line: unknown): line is Shift {
  return typeof line === 'object' && line !== null && 'offsetMs' in line
}

function isJournalLine(line: unknown): line is JournalLine {
  return typeof line === 'object' && line !== null && 'name' in line
}
