import { AppError } from '../../src-shared/model/appError.ts'
import { type Instant, toInstant } from '../../src-shared/model/instant.ts'
import { createMpesa, type MpesaLine, type MpesaOptions, replayMpesa } from './mpesa/createMpesa.ts'
import { type Journal, openJournal } from './openJournal.ts'
import { createPaystack, type PaystackLine, type PaystackOptions, replayPaystack } from './paystack/createPaystack.ts'
import { type SandboxFolder, writeWhole } from './sandboxFolder.ts'
import type { Providers, StandIns } from './standIns.ts'
import { createStripe, type JournalLine, replayStripe, type StripeOptions } from './stripe/createStripe.ts'

/** Of each journal its own: what was written before another came is read on. */
const FORMATS = { stripe: 2, paystack: 1, mpesa: 1 } as const
/** No list of events goes further back. */
const EVENTS_KEPT_MS = 30 * 86_400_000
const SHORT_CODE = '600123'
const ORGANISATION = 'Tierdesk Demo'

export interface OpenStandIns extends StandIns {
  /** Moves them all, each at its own instants, and none goes back. */
  advanceTo(instant: Instant): void
  /** The latest that any of them stands at. */
  now(): Instant
  close(): void
}

interface Beginning {
  startsAt: Instant
  seed: string
  now: Instant
  random: { bytes(count: number): Uint8Array }
}

/** Stand-ins that have just begun, with accounts of their own. */
export function createStandIns({ startsAt, seed, now, random }: Beginning): Providers & { save(folder: SandboxFolder): void } {
  const accountId = `acct_1${Buffer.from(random.bytes(8)).toString('hex')}`
  const integration = 100_000 + (Buffer.from(random.bytes(4)).readUInt32BE() % 900_000)
  const stripe = createStripe({ startsAt, seed, accountId, tellsFrom: toInstant(now - EVENTS_KEPT_MS) })
  const paystack = createPaystack({ startsAt, seed, integration })
  const mpesa = createMpesa({ startsAt, seed, shortCode: SHORT_CODE, organisation: ORGANISATION })
  return {
    ...{ stripe, paystack, mpesa },
    save(folder) {
      save(folder.paystackJournalFile, { format: FORMATS.paystack, ...paystack.options }, paystack.journal())
      save(folder.mpesaJournalFile, { format: FORMATS.mpesa, ...mpesa.options }, mpesa.journal())
      // Whoever sees this one takes the sandbox to be whole, so it comes last.
      save(
        folder.journalFile,
        { format: FORMATS.stripe, startsAt, seed, accountId, tellsFrom: toInstant(now - EVENTS_KEPT_MS) },
        stripe.journal(),
      )
    },
  }
}

/** Builds what the journals tell. A demo that was made before the others stood in has Stripe's alone. */
export function openStandIns(folder: SandboxFolder): OpenStandIns {
  const journals: Journal[] = []
  const stripe = open<StripeOptions, JournalLine, OpenStandIns['stripe']>(folder.journalFile, FORMATS.stripe, replayStripe)
  const paystack = folder.hasOthers
    ? open<PaystackOptions, PaystackLine, NonNullable<OpenStandIns['paystack']>>(
        folder.paystackJournalFile,
        FORMATS.paystack,
        replayPaystack,
      )
    : null
  const mpesa = folder.hasOthers
    ? open<MpesaOptions, MpesaLine, NonNullable<OpenStandIns['mpesa']>>(folder.mpesaJournalFile, FORMATS.mpesa, replayMpesa)
    : null
  const all = [stripe, paystack, mpesa].filter((standIn) => standIn !== null)
  return {
    ...{ stripe, paystack, mpesa },
    advanceTo: (instant) => all.forEach((standIn) => void standIn.advanceTo(instant)),
    now: () => toInstant(Math.max(...all.map((standIn) => standIn.now()))),
    close: () => journals.forEach((journal) => void journal.close()),
  }

  /** What is done from here on goes to the end of its journal. */
  function open<Options extends object, Line extends object, StandIn>(
    file: string,
    format: number,
    replay: (options: Options & { onJournal: (line: Line) => void }, lines: Iterable<Line>) => StandIn,
  ): StandIn {
    const journal = openJournal(file)
    journals.push(journal)
    const [first, ...rest] = journal.lines
    let isReplaying = true
    const onJournal = (line: Line) => void (isReplaying || journal.append(line))
    // Of this format, and written by us.
    const standIn = replay({ ...readHeader<Options>(first, format), onJournal }, rest as Line[])
    isReplaying = false
    return standIn
  }
}

function readHeader<Options>(line: unknown, known: number): Options {
  const { format, ...options } = (line ?? {}) as { format?: number }
  if (format !== known)
    throw new AppError(
      'workspace-from-future',
      `The sandbox of this workspace has format ${format}, and this Tierdesk knows ${known}. Nothing was touched.`,
      'Make a new demo in another folder: tierdesk init --demo.',
    )
  // Of this format, and written by us.
  return options as Options
}

function save(file: string, header: object, lines: readonly object[]): void {
  writeWhole(file, `${[header, ...lines].map((line) => JSON.stringify(line)).join('\n')}\n`)
}
