import { AppError } from '../../src-shared/model/appError.ts'
import { fromSeconds, type Instant, toInstant, toSeconds } from '../../src-shared/model/instant.ts'
import type { Clock } from '../ports.ts'
import { addPlanCodes } from './business/addPlanCodes.ts'
import { type BusinessOptions, fillBusiness, OPEN_FOR_DAYS } from './business/fillBusiness.ts'
import { isEventMeter, type ToldHours, type ToldUsage } from './business/meter.ts'
import { readHours, readUsage } from './business/readMeter.ts'
import { tellMeter } from './business/tellMeter.ts'
import type { Business, ToldExpected, ToldMerge } from './business/told.ts'
import { askControl, type Control, openControl } from './control.ts'
import { createFaultDesk, type FaultDesk } from './createFaultDesk.ts'
import { createMovedClock } from './createMovedClock.ts'
import { buy, type CardKind, cancel, listOffers, type Offer, type Payer, payOpen, refund, setCard } from './happenings.ts'
import { Refusal as MpesaRefusal } from './mpesa/refusal.ts'
import { answerPhone, askPhone, listOpenPushes, type MpesaPayment, type OpenPush, type PushAnswer, payByPhone } from './mpesaHappenings.ts'
import { createStandIns, openStandIns } from './openStandIns.ts'
import { Refusal as PaystackRefusal } from './paystack/world/refusal.ts'
import { findPending, listPending, type PendingPayment, payPending, transferIn } from './paystackHappenings.ts'
import { hasSandbox, openSandboxFolder, readAheadMs } from './sandboxFolder.ts'
import { type Entrances, serveStandIns } from './serveStandIns.ts'
import type { StandIns } from './standIns.ts'
import type { Wire } from './stripe/wire/wire.ts'
import { Refusal } from './stripe/world/refusal.ts'

export type { MpesaPayment, Payer, ToldExpected, ToldMerge, ToldUsage }
export { addPlanCodes, askControl, hasSandbox }

/** What a new sandbox begins with: from when on, and what is made to happen until now. It gives what goes on being counted, and what is told. */
export interface Fill {
  startsAt: Instant
  seed: string
  run(standIns: StandIns): Business
}

export interface SandboxOptions {
  /** The folder of its workspace. */
  workspace: string
  /** As `toSandboxClock` gives it: moved with the sandbox. */
  clock: SandboxClock
  random: { bytes(count: number): Uint8Array }
  log: (line: string) => void
}

export interface Sandbox extends Entrances {
  readonly clock: SandboxClock
  readonly offers: readonly Offer[]
  readonly pendingPayments: readonly PendingPayment[]
  readonly openPushes: readonly OpenPush[]
  readonly listFaults: FaultDesk['list']
  readonly setFault: FaultDesk['set']
  /** Switches on what was on when it was stopped: not before the keys were tried. */
  resumeFaults(): void
  /** Moves its clock ahead of the one on the wall; it does not go back. */
  advance(ms: number): string[]
  pay(payer: Payer, buys: string | null, card: CardKind | null): string[]
  setCard(payer: Payer, card: CardKind): string[]
  cancel(payer: Payer, isNow: boolean): string[]
  refund(payer: Payer, amount: number | null): string[]
  /** Sends money into a Paystack customer's virtual account. */
  transfer(payer: Payer, amount: number, narration: string | null): string[]
  /** Pays by card what a Paystack customer was asked for; its oldest where no reference is named. */
  payReference(payer: Payer, reference: string | null, isDeclined: boolean): string[]
  payByPhone(payment: MpesaPayment): string[]
  /** Asks a phone to pay, and gives what is needed to know the payment by. */
  askPhone(payment: Omit<MpesaPayment, 'reference'>): Pick<OpenPush, 'ref' | 'reference'>
  answerPush(ref: string | null, answer: PushAnswer): string[]
  /** The statement of M-Pesa's organisation portal as CSV: of all where they are null. Null where there is no M-Pesa. */
  statement(from: Instant | null, until: Instant | null): string | null
  /** Makes anything happen at Stripe, now. @param name of an operation, such as `customers.setCard` */
  act(name: string, params?: Wire, ...ids: string[]): Wire
  /** What its applications have counted, and its people and servers have said, since they told it last, up to now. */
  untold(): Untold
  /** That was taken, and is not told again. */
  markTold(upTo: number): void
  /** Lets a command line of this user ask this process, until it is stopped. */
  openControl(answer: (name: string, input: unknown) => Promise<unknown>): Promise<void>
  stop(): Promise<void>
}

export interface Untold {
  usage: ToldUsage[]
  hours: ToldHours[]
  expected: ToldExpected[]
  merges: ToldMerge[]
  /** What M-Pesa's own list had forgotten when the business was first looked at. */
  statement: string | null
  upTo: number
}

export interface SandboxClock extends Clock {
  readonly aheadMs: number
  move(ms: number): void
}

const DAY_MS = 86_400_000
/** In a demo whoever waits for an event is looking at a screen. */
const EVENT_LAG_SECONDS = 1

/** The clock of a workspace: moved as far as its sandbox was, and the given one where there is none. */
export function toSandboxClock(workspace: string, clock: Clock): SandboxClock {
  return createMovedClock(clock, readAheadMs(workspace))
}

/** The business that the demo shows, laid out around `now`. Products that it does not know are not sold. */
export function toDemoFill({ seed, catalogs, now, monthStartsAt }: BusinessOptions): Fill {
  return {
    startsAt: toInstant(now - OPEN_FOR_DAYS * DAY_MS),
    seed,
    run(standIns) {
      standIns.stripe.act('settings.change', { eventLagSeconds: EVENT_LAG_SECONDS })
      return fillBusiness(standIns, { seed, catalogs, now, monthStartsAt })
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
  const { startsAt, seed } = fill
  const standIns = createStandIns({ startsAt, seed, now: clock.now(), random })
  folder.saveBusiness(fill.run(standIns))
  folder.saveNotes({ ...folder.notes(), meteredUntil: toSeconds(clock.now()) })
  standIns.save(folder)
}

/**
 * Starts the stand-ins for the providers, on this machine alone, with keys that are good until they stop.
 *
 * What they hold is a function of their journals: it is built again from there.
 */
export async function startSandbox({ workspace, clock, random, log }: SandboxOptions): Promise<Sandbox> {
  const folder = openSandboxFolder(workspace)
  const standIns = openStandIns(folder)
  const { stripe, paystack, mpesa } = standIns
  const [meters, told] = [folder.meters(), folder.told()]
  const now = () => toInstant(Math.max(clock.now(), standIns.now()))
  catchUp()
  const desk = createFaultDesk((faults) => folder.saveNotes({ ...folder.notes(), faults }))
  const server = await serveStandIns({ standIns, clock, now, random, faults: desk.faults, isFor: desk.isFor })
  let control: Control | null = null
  const asked = told.expected.flatMap(({ provider, ref, customer, amount, currency, at }) =>
    provider === 'paystack' && ref !== null ? [{ reference: ref, customer, amount, currency, at }] : [],
  )

  /** Lets all happen that is due by now: what applications tell Stripe's meters comes before the bill for it. */
  function catchUp(): void {
    const until = now()
    const upTo = toSeconds(until)
    const { meteredUntil = upTo } = folder.notes()
    const uses = meters.filter(isEventMeter).flatMap((meter) => readUsage(meter, meteredUntil, upTo).map((use) => ({ meter, use })))
    for (const { meter, use } of uses.sort((a, b) => a.use.at - b.use.at)) {
      standIns.advanceTo(fromSeconds(use.at))
      try {
        tellMeter(stripe, meter, use)
      } catch (error) {
        // It was told, and the note of that was lost.
        if (!(error instanceof Refusal)) throw error
      }
    }
    standIns.advanceTo(until)
    if (uses.length > 0) folder.saveNotes({ ...folder.notes(), meteredUntil: upTo })
  }

  /** What is refused here is for whoever asked. */
  function happen<T>(work: () => T): T {
    catchUp()
    try {
      return work()
    } catch (error) {
      if (!REFUSALS.some((kind) => error instanceof kind) || !(error instanceof Error)) throw error
      throw new AppError('provider-refused', `${error.message}. Nothing was changed.`.replace('..', '.'), CHOOSE_ANOTHER)
    }
  }

  const pending = () => (paystack ? listPending(paystack, asked) : [])

  return {
    ...{ stripe: server.stripe, paystack: server.paystack, mpesa: server.mpesa },
    clock,
    get offers() {
      return listOffers(stripe)
    },
    get pendingPayments() {
      return pending()
    },
    get openPushes() {
      return mpesa ? happen(() => listOpenPushes(mpesa)) : []
    },
    listFaults: desk.list,
    setFault: desk.set,
    resumeFaults: () => desk.resume(folder.notes().faults),
    advance(ms) {
      clock.move(ms)
      folder.saveNotes({ ...folder.notes(), aheadMs: clock.aheadMs })
      catchUp()
      return [`The sandbox's clock was moved ahead by ${toSpan(ms)}.`]
    },
    pay: (payer, buys, card) => happen(() => (buys === null ? payOpen(stripe, payer, card) : buy(stripe, payer, buys, card))),
    setCard: (payer, card) => happen(() => setCard(stripe, payer, card)),
    cancel: (payer, isNow) => happen(() => cancel(stripe, payer, isNow)),
    refund: (payer, amount) => happen(() => refund(stripe, payer, amount)),
    transfer: (payer, amount, narration) => happen(() => transferIn(must(paystack), payer, amount, narration)),
    payReference: (payer, reference, isDeclined) =>
      happen(() => payPending(must(paystack), payer, findPending(pending(), payer, reference), isDeclined)),
    payByPhone: (payment) => happen(() => payByPhone(must(mpesa), payment)),
    askPhone: (payment) => happen(() => askPhone(must(mpesa), payment)),
    answerPush: (ref, answer) => happen(() => answerPhone(must(mpesa), ref, answer)),
    statement: (from, until) => mpesa && happen(() => mpesa.statement(from ?? mpesa.options.startsAt, until ?? now()).csv),
    act(name, params = {}, ...ids) {
      catchUp()
      return stripe.act(name, params, ...ids)
    },
    untold() {
      catchUp()
      const until = now()
      const upTo = toSeconds(until)
      const { toldUntil } = folder.notes()
      const counted = meters.filter((meter) => meter.kind !== 'hours').filter((meter) => !isEventMeter(meter))
      const logged = meters.filter((meter) => meter.kind === 'hours')
      const isUntold = ({ at }: { at: Instant }) => toSeconds(at) > toldUntil && toSeconds(at) <= upTo
      return {
        upTo,
        usage: counted.flatMap((meter) => readUsage(meter, toldUntil, upTo)),
        hours: logged.flatMap((meter) => readHours(meter, toldUntil, upTo)),
        expected: told.expected.filter(isUntold),
        merges: told.merges.filter(isUntold),
        statement: toldUntil === 0 && mpesa ? mpesa.statement(mpesa.options.startsAt, until).csv : null,
      }
    },
    markTold: (upTo) => folder.saveNotes({ ...folder.notes(), toldUntil: upTo }),
    async openControl(answer) {
      control = await openControl(folder.controlFile, Buffer.from(random.bytes(24)).toString('hex'), answer, log)
    },
    async stop() {
      await control?.close()
      await server.stop()
      standIns.close()
    },
  }
}

const REFUSALS = [Refusal, PaystackRefusal, MpesaRefusal] as const
const CHOOSE_ANOTHER = 'Choose another company, or something else.'

/** Of a demo from before they were there. */
function must<T>(standIn: T | null): T {
  if (standIn !== null) return standIn
  throw new AppError(
    'usage',
    'This demo was made when the sandbox had Stripe alone. Nothing was changed.',
    'Make a new one in another folder: tierdesk init --demo.',
  )
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
