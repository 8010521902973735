import { AppError } from '../../src-shared/model/appError.ts'
import { type Instant, toInstant, toSeconds } from '../../src-shared/model/instant.ts'
import type { Clock } from '../ports.ts'
import { type BusinessOptions, fillBusiness, OPEN_FOR_DAYS } from './business/fillBusiness.ts'
import type { Meter, ToldHours, ToldUsage } from './business/meter.ts'
import { readHours, readUsage } from './business/readMeter.ts'
import { askControl, type Control, openControl } from './control.ts'
import { createMovedClock } from './createMovedClock.ts'
import { buy, type CardKind, cancel, listOffers, type Offer, type Payer, payOpen, refund, setCard } from './happenings.ts'
import { type Journal, openJournal } from './openJournal.ts'
import { hasSandbox, openSandboxFolder, readAheadMs, type SandboxFolder, writeWhole } from './sandboxFolder.ts'
import { createStripe, type JournalLine, replayStripe, type StripeOptions, type StripeSandbox } from './stripe/createStripe.ts'
import type { RateLimits } from './stripe/http/createRateGate.ts'
import { createFaults, FAULTS, type FaultName, type FaultOptions, type Faults } from './stripe/http/faults.ts'
import { type StripeServer, serveStripe } from './stripe/http/serveStripe.ts'
import type { Wire } from './stripe/wire/wire.ts'
import { Refusal } from './stripe/world/refusal.ts'

export type { Payer, ToldUsage }
export { askControl, hasSandbox }

/** What a new sandbox begins with: from when on, and what is made to happen until now. It gives what goes on being counted. */
export interface Fill {
  startsAt: Instant
  seed: string
  run(stripe: StripeSandbox): Meter[]
}

export interface SandboxOptions {
  /** The folder of its workspace. */
  workspace: string
  /** As `toSandboxClock` gives it: moved with the sandbox. */
  clock: SandboxClock
  random: { bytes(count: number): Uint8Array }
  log: (line: string) => void
}

export interface Sandbox {
  readonly stripe: { baseUrl: string; key: string }
  readonly clock: SandboxClock
  readonly faults: Faults
  readonly offers: readonly Offer[]
  /** How often each fault came about, and whether it is on. */
  listFaults(): { name: string; isOn: boolean; met: number }[]
  /** Switches a fault on (`options`) or off (null); every fault off where no name is given. Gives what was done in words. */
  setFault(name: string | null, options: FaultOptions | null): string[]
  /** Switches on what was on when it was stopped: not before the key was tried. */
  resumeFaults(): void
  /** Moves its clock ahead of the one on the wall; it does not go back. */
  advance(ms: number): string[]
  pay(payer: Payer, buys: string | null, card: CardKind | null): string[]
  setCard(payer: Payer, card: CardKind): string[]
  cancel(payer: Payer, isNow: boolean): string[]
  refund(payer: Payer, amount: number | null): string[]
  /** Makes anything happen, now. @param name of an operation, such as `customers.setCard` */
  act(name: string, params?: Wire, ...ids: string[]): Wire
  limit(limits: RateLimits | null): void
  /** What its applications have counted and its people have logged since they told it last, up to now. */
  untold(): { usage: ToldUsage[]; hours: ToldHours[]; upTo: number }
  /** That was taken, and is not told again. */
  markTold(upTo: number): void
  /** Lets a command line of this user ask this process, until it is stopped. */
  openControl(answer: (name: string, input: unknown) => Promise<unknown>): Promise<void>
  stop(): Promise<void>
}

export interface SandboxClock extends Clock {
  readonly aheadMs: number
  move(ms: number): void
}

const DAY_MS = 86_400_000
const FORMAT = 2
/** No list of events goes further back. */
const EVENTS_KEPT_MS = 30 * DAY_MS
/** In a demo whoever waits for an event is looking at a screen. */
const EVENT_LAG_SECONDS = 1

interface Header {
  format: number
  startsAt: Instant
  seed: string
  accountId: string
  tellsFrom: Instant
}

/** The clock of a workspace: moved as far as its sandbox was, and the given one where there is none. */
export function toSandboxClock(workspace: string, clock: Clock): SandboxClock {
  return createMovedClock(clock, readAheadMs(workspace))
}

/** The business that the demo shows, laid out around `now`. Products that it does not know are not sold. */
export function toDemoFill({ seed, catalogs, now, monthStartsAt }: BusinessOptions): Fill {
  return {
    startsAt: toInstant(now - OPEN_FOR_DAYS * DAY_MS),
    seed,
    run(stripe) {
      stripe.act('settings.change', { eventLagSeconds: EVENT_LAG_SECONDS })
      return fillBusiness(stripe, { seed, catalogs, now, monthStartsAt })
    },
  }
}

/** Where the sandbox of a workspace can be asked, while a host runs it; null where it has none. */
export function findControlFile(workspace: string): string | null {
  return hasSandbox(workspace) ? openSandboxFolder(workspace).controlFile : null
}

/** Makes the sandbox of a workspace and leaves it on the disk: whole, or not at all. */
export function makeSandbox({ workspace, clock, random }: Pick<SandboxOptions, 'workspace' | 'clock' | 'random'>, fill: Fill): void {
  const folder = openSandboxFolder(workspace)
  const now = clock.now()
  const header: Header = {
    format: FORMAT,
    startsAt: fill.startsAt,
    seed: fill.seed,
    accountId: `acct_1${Buffer.from(random.bytes(8)).toString('hex')}`,
    tellsFrom: toInstant(now - EVENTS_KEPT_MS),
  }
  const stripe = createStripe(toStripeOptions(header))
  folder.saveMeters(fill.run(stripe))
  writeWhole(folder.journalFile, `${[header, ...stripe.journal()].map((line) => JSON.stringify(line)).join('\n')}\n`)
}

/**
 * Starts the stand-in for the providers, on this machine alone, with a key that is good until it stops.
 *
 * What it holds is a function of its journal: it is built again from there.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { clock, random, log } = options
  const folder = openSandboxFolder(options.workspace)
  const { stripe, journal } = openStripe(folder)
  const meters = folder.meters()
  const now = () => toInstant(Math.max(clock.now(), stripe.now()))
  stripe.advanceTo(now())
  const faults = createFaults()
  const switched = new Map<FaultName, FaultOptions>()
  const key = `sk_test_${Buffer.from(random.bytes(24)).toString('hex')}`
  const server: StripeServer = await serveStripe({ stripe, key, now, wallMs: () => clock.now(), wait: (ms) => clock.wait(ms), faults })
  let control: Control | null = null

  function saveFaults(): void {
    folder.saveNotes({ ...folder.notes(), faults: Object.fromEntries(switched) })
  }

  /** What is refused here is for whoever asked. */
  function happen(work: () => string[]): string[] {
    stripe.advanceTo(now())
    try {
      return work()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      throw new AppError('provider-refused', `${error.message} Nothing was changed.`, 'Choose another company, or something else.')
    }
  }

  return {
    stripe: { baseUrl: server.baseUrl, key },
    clock,
    faults,
    get offers() {
      return listOffers(stripe)
    },
    listFaults: () => FAULTS.map((name) => ({ name, isOn: switched.has(name), met: faults.counts()[name] ?? 0 })),
    setFault(name, fault) {
      if (name === null) {
        switched.clear()
        faults.clear()
        saveFaults()
        return ['All faults are switched off.']
      }
      const known = toFault(name)
      if (fault === null) {
        switched.delete(known)
        faults.clear(known)
        saveFaults()
        return [`The fault ${known} is switched off.`]
      }
      switched.set(known, fault)
      faults.set(known, fault)
      saveFaults()
      return [`The fault ${known} is switched on.`]
    },
    resumeFaults() {
      for (const [name, fault] of Object.entries(folder.notes().faults)) {
        switched.set(toFault(name), fault)
        faults.set(toFault(name), fault)
      }
    },
    advance(ms) {
      clock.move(ms)
      folder.saveNotes({ ...folder.notes(), aheadMs: clock.aheadMs })
      stripe.advanceTo(now())
      return [`The sandbox's clock was moved ahead by ${toSpan(ms)}.`]
    },
    pay: (payer, buys, card) => happen(() => (buys === null ? payOpen(stripe, payer, card) : buy(stripe, payer, buys, card))),
    setCard: (payer, card) => happen(() => setCard(stripe, payer, card)),
    cancel: (payer, isNow) => happen(() => cancel(stripe, payer, isNow)),
    refund: (payer, amount) => happen(() => refund(stripe, payer, amount)),
    act(name, params = {}, ...ids) {
      stripe.advanceTo(now())
      return stripe.act(name, params, ...ids)
    },
    limit: server.limit,
    untold() {
      const upTo = toSeconds(now())
      const { toldUntil } = folder.notes()
      const counted = meters.filter((meter) => meter.kind !== 'hours')
      const logged = meters.filter((meter) => meter.kind === 'hours')
      return {
        upTo,
        usage: counted.flatMap((meter) => readUsage(meter, toldUntil, upTo)),
        hours: logged.flatMap((meter) => readHours(meter, toldUntil, upTo)),
      }
    },
    markTold: (upTo) => folder.saveNotes({ ...folder.notes(), toldUntil: upTo }),
    async openControl(answer) {
      control = await openControl(folder.controlFile, Buffer.from(random.bytes(24)).toString('hex'), answer, log)
    },
    async stop() {
      await control?.close()
      await server.stop()
      journal.close()
    },
  }
}

/** Builds what the journal tells. */
function openStripe({ journalFile }: SandboxFolder): { stripe: StripeSandbox; journal: Journal } {
  const journal = openJournal(journalFile)
  const [first, ...rest] = journal.lines
  let isReplaying = true
  const onJournal = (line: JournalLine) => void (isReplaying || journal.append(line))
  const stripe = replayStripe({ ...toStripeOptions(readHeader(first)), onJournal }, rest as JournalLine[])
  isReplaying = false
  return { stripe, journal }
}

function toStripeOptions({ format: _format, ...terms }: Header): StripeOptions {
  return terms
}

function readHeader(line: unknown): Header {
  const header = (line ?? {}) as Partial<Header>
  if (header.format !== FORMAT)
    throw new AppError(
      'workspace-from-future',
      `The sandbox of this workspace has format ${header.format}, and this Tierdesk knows ${FORMAT}. Nothing was touched.`,
      'Make a new demo in another folder: tierdesk init --demo.',
    )
  // Of this format, and written by us.
  return line as Header
}

function toFault(name: string): FaultName {
  const known = FAULTS.find((fault) => fault === name)
  if (!known) throw new AppError('usage', `No fault is called "${name}". Nothing was changed.`, `There are: ${FAULTS.join(', ')}.`)
  return known
}

function toSpan(ms: number): string {
  const days = ms / DAY_MS
  if (Number.isInteger(days)) return days === 1 ? '1 day' : `${days} days`
  const hours = ms / 3_600_000
  if (Number.isInteger(hours)) return hours === 1 ? '1 hour' : `${hours} hours`
  const minutes = ms / 60_000
  if (Number.isInteger(minutes)) return minutes === 1 ? '1 minute' : `${minutes} minutes`
  return `${Math.round(ms / 1000)} seconds`
}
