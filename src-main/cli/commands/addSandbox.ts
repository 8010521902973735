import type { Command } from 'commander'
import type { CardKind, Happening, PushAnswer, SandboxState } from '../../../src-shared/contract/sandbox.ts'
import { toIso } from '../../../src-shared/model/instant.ts'
import { toDecimalText } from '../../../src-shared/model/money.ts'
import { PROVIDERS } from '../../../src-shared/model/provider.ts'
import { askRunningSandbox } from '../../startup/askRunningSandbox.ts'
import type { OpenWorkspace } from '../../startup/openWorkspace.ts'
import { type AddCommand, type CommandContext, EXIT, type Outcome } from '../command.ts'
import { done } from '../done.ts'
import { readChoice, readInstantOrNull, readWhole, wrongUse } from '../readOptions.ts'
import { toTable } from '../toTable.ts'

type SandboxClient = OpenWorkspace['client']['sandbox']
type Procedure = keyof SandboxClient
type InputOf<Name extends Procedure> = Parameters<SandboxClient[Name]>[0]
type AnswerOf<Name extends Procedure> = Awaited<ReturnType<SandboxClient[Name]>>

const COMPANY_HELP = 'its id, a provider’s id of it, or its e-mail'
const CARDS = ['ok', 'declines', 'requires_action', 'delayed', 'none'] as const satisfies readonly CardKind[]
const ANSWERS = ['pays', 'cancels', 'wrong-pin', 'no-money', 'times-out-but-pays'] as const satisfies readonly PushAnswer[]
const PHONE_HELP = 'a Kenyan mobile number, such as 0712345678'
const MOST_TIMES = 1_000_000
const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }
const MOST_MONEY = 1_000_000_000_000
const LONGEST_MS = 366 * 86_400_000

interface FaultOptions {
  off?: true
  rate?: string
  count?: string
  path?: string
  provider?: string
  seed?: string
}

export const addSandbox: AddCommand = (program: Command, run) => {
  const sandbox = program.command('sandbox').description('Of a demo: move its clock, and make things happen')

  sandbox
    .command('status')
    .description('What its clock says, which faults are on, and what is sold')
    .action(() => run(async (context) => showState((await ask(context, 'describe', {})).state)))

  sandbox
    .command('advance')
    .argument('<span>', 'such as 12h, 1d, 2w')
    .description('Move its clock ahead; what falls due on the way happens')
    .action((span: string) => run(async (context) => toOutcome(await ask(context, 'advance', { ms: readSpan(span) }))))

  sandbox
    .command('pay')
    .argument('<company>', COMPANY_HELP)
    .description('Pay what is open; or buy a plan or a pack')
    .option('--buys <price>', 'such as trading.pro.month or maintenance-hours.hours-5.once')
    .option('--card <kind>', `what it is paid with: ${CARDS.join(', ')} (ok unless named)`)
    .action((company: string, { buys, card }: { buys?: string; card?: string }) =>
      run(async (context) =>
        toOutcome(
          await ask(context, 'pay', { company, buys: buys ?? null, card: card === undefined ? null : readChoice('card', card, CARDS) }),
        ),
      ),
    )

  sandbox
    .command('card')
    .argument('<company>', COMPANY_HELP)
    .argument('<kind>', CARDS.join(', '))
    .description('Give a company another card, which does this whenever it is charged')
    .action((company: string, kind: string) =>
      run(async (context) => toOutcome(await ask(context, 'setCard', { company, card: readChoice('card', kind, CARDS) }))),
    )

  sandbox
    .command('cancel')
    .argument('<company>', COMPANY_HELP)
    .description('End its subscriptions with what is paid')
    .option('--now', 'at once')
    .action((company: string, { now }: { now?: true }) =>
      run(async (context) => toOutcome(await ask(context, 'cancel', { company, isNow: now ?? false }))),
    )

  sandbox
    .command('refund')
    .argument('<company>', COMPANY_HELP)
    .description('Give its last payment at Stripe back')
    .option('--amount <cents>', 'only so much of it, in the minor unit of its currency')
    .action((company: string, { amount }: { amount?: string }) =>
      run(async (context) =>
        toOutcome(
          await ask(context, 'refund', {
            company,
            amount: amount === undefined ? null : readWhole('--amount', amount, 1, Number.MAX_SAFE_INTEGER),
          }),
        ),
      ),
    )

  addPaystack(sandbox, run)
  addMpesa(sandbox, run)

  sandbox
    .command('fault')
    .argument('[name]', 'such as rate-limited, reset, revoked-key; see status')
    .description('Switch a fault of the line or the providers on, or off')
    .option('--off', 'switch it off; without a name, all of them')
    .option('--rate <share>', 'of the requests that it fits, from 0 to 1 (default 1)')
    .option('--count <n>', 'after so many it is over')
    .option('--path <prefix>', 'only requests whose path begins so, such as /v1/invoices')
    .option('--provider <name>', `only at one of ${PROVIDERS.join(', ')}`)
    .option('--seed <text>', 'which of the requests: the same seed meets the same')
    .action((name: string | undefined, options: FaultOptions) =>
      run(async (context) => toOutcome(await ask(context, 'setFault', readFault(name, options)))),
    )
}

const addPaystack: AddCommand = (sandbox, run) => {
  sandbox
    .command('transfer')
    .argument('<company>', COMPANY_HELP)
    .argument('<amount>', 'in kobo: 15000000 is NGN 150,000')
    .description('Paystack: a transfer comes into its own virtual account')
    .option('--narration <text>', 'what the payer wrote, such as the reference that it was asked for')
    .action((company: string, amount: string, { narration }: { narration?: string }) =>
      run(async (context) =>
        toOutcome(await ask(context, 'transfer', { company, amount: readAmount(amount), narration: narration ?? null })),
      ),
    )

  sandbox
    .command('pay-reference')
    .argument('<company>', COMPANY_HELP)
    .argument('[reference]', 'its oldest unless named; see status')
    .description('Paystack: pay by card what it was asked for')
    .option('--declined', 'its bank refuses')
    .action((company: string, reference: string | undefined, { declined }: { declined?: true }) =>
      run(async (context) =>
        toOutcome(await ask(context, 'payReference', { company, reference: reference ?? null, isDeclined: declined ?? false })),
      ),
    )
}

const addMpesa: AddCommand = (sandbox, run) => {
  sandbox
    .command('mpesa')
    .argument('<phone>', PHONE_HELP)
    .argument('<amount>', 'in cents, of whole shillings: 150000 is KES 1,500')
    .description('M-Pesa: somebody pays, unasked')
    .option('--reference <text>', 'what is written as the account')
    .action((phone: string, amount: string, { reference }: { reference?: string }) =>
      run(async (context) =>
        toOutcome(await ask(context, 'payByPhone', { phone, amount: readAmount(amount), reference: reference ?? '' })),
      ),
    )

  sandbox
    .command('push')
    .argument('<company>', COMPANY_HELP)
    .argument('<phone>', PHONE_HELP)
    .argument('<amount>', 'in cents, of whole shillings')
    .description('M-Pesa: ask a phone to pay for a plan or a pack; it asks for a minute')
    .requiredOption('--buys <price>', 'such as image-quota.pro.once')
    .action((company: string, phone: string, amount: string, { buys }: { buys: string }) =>
      run(async (context) => toOutcome(await ask(context, 'askPhone', { company, phone, amount: readAmount(amount), buys }))),
    )

  sandbox
    .command('answer')
    .argument('<answer>', ANSWERS.join(', '))
    .argument('[push]', 'the newest unless named; see status')
    .description('M-Pesa: answer a phone that asks')
    .action((answer: string, push: string | undefined) =>
      run(async (context) =>
        toOutcome(await ask(context, 'answerPush', { ref: push ?? null, answer: readChoice('answer', answer, ANSWERS) })),
      ),
    )

  sandbox
    .command('statement')
    .description('M-Pesa: print the statement of the organisation portal as CSV')
    .option('--from <instant>', 'only from then on')
    .option('--until <instant>', 'only until then')
    .action(({ from, until }: { from?: string; until?: string }) =>
      run(async (context) => {
        const period = { from: readInstantOrNull(from), until: readInstantOrNull(until) }
        return showStatement((await ask(context, 'statement', period)).csv)
      }),
    )
}

/** Asks the host that has the demo open; where none has, opens it for as long as this takes. */
async function ask<Name extends Procedure>(context: CommandContext, name: Name, input: InputOf<Name>): Promise<AnswerOf<Name>> {
  const running = await askRunningSandbox(context.folder, name, input)
  // The host answers with what the contract says.
  if (running) return running.answer as AnswerOf<Name>
  return context.withEngine('write', (_engine, { client }) => {
    const procedure = client.sandbox[name] as unknown as (input: InputOf<Name>) => Promise<AnswerOf<Name>>
    return procedure(input)
  })
}

function readFault(name: string | undefined, { off, rate, count, path, provider, seed }: FaultOptions): InputOf<'setFault'> {
  if (name === undefined && !off)
    throw wrongUse('No fault was named. Nothing was changed.', 'See tierdesk sandbox status; or switch all off with --off.')
  if (path !== undefined && !path.startsWith('/'))
    throw wrongUse('--path begins with /. Nothing was changed.', 'Such as --path /v1/invoices.')
  return {
    name: name ?? null,
    isOn: !off,
    rate: rate === undefined ? null : readShare(rate),
    count: count === undefined ? null : readWhole('--count', count, 1, MOST_TIMES),
    path: path ?? null,
    provider: provider === undefined ? null : readChoice('--provider', provider, PROVIDERS),
    seed: seed ?? null,
  }
}

function readAmount(text: string): number {
  return readWhole('amount', text, 1, MOST_MONEY)
}

function showStatement(csv: string | null): Outcome {
  if (csv === null) throw wrongUse('The sandbox of this demo has no M-Pesa.', 'Make a new demo in another folder: tierdesk init --demo.')
  return done({ csv }, csv.trimEnd())
}

function readShare(text: string): number {
  const share = Number(text)
  if (!/^(0?\.\d+|1(\.0+)?|0)$/.test(text) || share <= 0)
    throw wrongUse(`--rate takes a share above 0 and up to 1, and "${text}" is none.`, 'Such as --rate 0.3.')
  return share
}

function readSpan(text: string): number {
  const [, count, unit = ''] = /^(\d{1,9})([smhdw])$/.exec(text) ?? []
  const ms = Number(count) * (UNIT_MS[unit] ?? Number.NaN)
  if (!(ms > 0)) throw wrongUse(`"${text}" is no span of time. Nothing was changed.`, 'Write it as 90s, 30m, 12h, 1d or 2w.')
  if (ms > LONGEST_MS) throw wrongUse('The clock is moved by a year at the most. Nothing was changed.', 'Such as 366d.')
  return ms
}

/** What happened is done; that the mirror could not follow is said, and ends with 3. */
function toOutcome(happening: Happening): Outcome {
  const { at, said, notFollowed } = happening
  const lines = [...said, `It is ${toIso(at)} by the sandbox’s clock.`]
  return notFollowed === null
    ? done({ ...happening, at: toIso(at) }, lines.join('\n'))
    : {
        json: { ...happening, at: toIso(at) },
        text: [...lines, `The mirror could not follow: ${notFollowed}`].join('\n'),
        exitCode: EXIT.partly,
      }
}

function showState(state: SandboxState | null): Outcome {
  if (state === null) throw wrongUse('This workspace has no sandbox.', 'A demo has one: tierdesk init --demo --workspace FOLDER.')
  const { now, aheadMs, faults, prices, paystack, mpesa } = state
  return done(
    { ...state, now: toIso(now) },
    [
      `It is ${toIso(now)} by the sandbox’s clock, ${(aheadMs / 86_400_000).toFixed(1)} days ahead of the wall.`,
      toTable(
        ['Fault', 'On', 'Met'],
        faults.map(({ name, isOn, met }) => [name, isOn ? 'on' : '', met]),
        [2],
      ),
      toTable(
        ['Price', 'Amount', 'Currency'],
        prices.map(({ name, amount, currency }) => [name, toDecimalText({ amount, currency }), currency]),
        [1],
      ),
      ...(paystack ? [showPending(paystack.pending)] : []),
      ...(mpesa ? [`M-Pesa’s short code is ${mpesa.shortCode}.`, ...mpesa.pushes.map(showPush)] : []),
    ].join('\n'),
  )
}

function showPending(pending: NonNullable<SandboxState['paystack']>['pending']): string {
  if (pending.length === 0) return 'Nobody is asked to pay at Paystack.'
  return toTable(
    ['Asked for at Paystack', 'Of', 'Amount', 'Currency'],
    pending.map(({ reference, customer, amount, currency }) => [reference, customer, toDecimalText({ amount, currency }), currency]),
    [2],
  )
}

function showPush({ ref, phone, reference, amount }: NonNullable<SandboxState['mpesa']>['pushes'][number]): string {
  return `The phone ${phone} asks to pay ${toDecimalText({ amount, currency: 'KES' })} KES for ${reference}: ${ref}`
}
