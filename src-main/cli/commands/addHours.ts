import type { Command } from 'commander'
import type { HoursAnswer, LedgerWindowAnswer } from '../../../src-shared/contract/hours.ts'
import { toIso } from '../../../src-shared/model/instant.ts'
import type { AddCommand } from '../command.ts'
import { done } from '../done.ts'
import { readInstant, readInstantOrNull, readWhole } from '../readOptions.ts'
import { toHours } from '../toHours.ts'
import { toTable } from '../toTable.ts'

const COMPANY_HELP = 'its id, a provider’s id of it, or its e-mail'
const PRODUCT_HELP = 'which product’s hours, where several have any'
const MOST_MINUTES = 10_000_000

interface LogOptions {
  minutes: string
  when: string
  note: string
  key?: string
  product?: string
}

interface PackOptions {
  minutes: string
  expires: string
  when?: string
  ref?: string
  product?: string
}

export const addHours: AddCommand = (program: Command, run) => {
  const hours = program
    .command('hours')
    .argument('<company>', COMPANY_HELP)
    .description('The hours of a company: its month, rollover, packs and overage')
    .option('--product <id>', PRODUCT_HELP)
    .option('--ledger', 'with every movement, window by window')
    .action((company: string, options: { product?: string; ledger?: true }) =>
      run(({ withEngine, at }) =>
        withEngine('read', async ({ client }) => {
          const withLedger = options.ledger ?? false
          const answer = await client.hours.get({ company, product: options.product ?? null, at, withLedger })
          return done(toJson(answer), toText(answer))
        }),
      ),
    )

  hours
    .command('log')
    .argument('<company>', COMPANY_HELP)
    .description('Record work that was done')
    .requiredOption('--minutes <n>', 'how long it took')
    .requiredOption('--when <instant>', 'when it was done')
    .requiredOption('--note <text>', 'what was done')
    .option('--key <key>', 'the same key with the same content is recorded once')
    .option('--product <id>', PRODUCT_HELP)
    .action((company: string, _: unknown, command: Command) =>
      run(({ withEngine }) => {
        // `--product` is an option of `hours` too, which then takes it.
        const options = command.optsWithGlobals<LogOptions>()
        const { note, key = null, product = null } = options
        const minutes = readWhole('--minutes', options.minutes, 1, MOST_MINUTES)
        const when = readInstant(options.when)
        return withEngine('write', async ({ client }) => {
          const { at, ...fact } = await client.hours.log({ company, product, minutes, at: when, note, key })
          const json = { key: fact.key, company: fact.company, product: fact.product, kind: fact.kind, at: toIso(at) }
          return done(
            { ...json, minutes: fact.minutes, note: fact.note, source: fact.source },
            `Recorded for ${fact.company}: ${toHours(fact.minutes)} at ${toIso(at)}, key ${fact.key}.`,
          )
        })
      }),
    )

  hours
    .command('pack')
    .argument('<company>', COMPANY_HELP)
    .description('Record hours that were bought once')
    .requiredOption('--minutes <n>', 'how many')
    .requiredOption('--expires <instant>', 'from when on they can no longer be used')
    .option('--when <instant>', 'when they were bought; now unless named')
    .option('--ref <ref>', 'the same pack with the same content is recorded once')
    .option('--product <id>', PRODUCT_HELP)
    .action((company: string, _: unknown, command: Command) =>
      run(({ withEngine }) => {
        const options = command.optsWithGlobals<PackOptions>()
        const { ref = null, product = null } = options
        const minutes = readWhole('--minutes', options.minutes, 1, MOST_MINUTES)
        const expiresAt = readInstant(options.expires)
        const when = readInstantOrNull(options.when)
        return withEngine('write', async ({ client }) => {
          const { at, ...fact } = await client.hours.addPack({ company, product, minutes, at: when, expiresAt, ref })
          const json = { key: fact.key, company: fact.company, product: fact.product, kind: fact.kind, at: toIso(at) }
          return done(
            { ...json, ref: fact.ref, minutes: fact.minutes, expiresAt: toIso(fact.expiresAt), source: fact.source },
            `Recorded for ${fact.company}: ${toHours(fact.minutes)} until ${toIso(fact.expiresAt)}, ref ${fact.ref}.`,
          )
        })
      }),
    )
}

function toJson({ window, included, used, left, rollover, packs, available, overage, ledger }: HoursAnswer) {
  return {
    window: toWindow(window),
    included,
    used,
    left,
    rollover,
    packs: packs.map(({ ref, minutes, left: rest, expiresAt, state }) => ({
      ref,
      minutes,
      left: rest,
      expiresAt: toIso(expiresAt),
      state,
    })),
    available,
    overage,
    ...(ledger
      ? {
          ledger: ledger.map((each) => ({
            ...each,
            window: toWindow(each.window),
            steps: each.steps.map((step) => ({ ...step, at: toIso(step.at) })),
          })),
        }
      : {}),
  }
}

function toText({ company, product, window, included, used, left, rollover, packs, available, overage, ledger }: HoursAnswer): string {
  const bought = packs.map((pack) => [pack.ref, toHours(pack.minutes), toHours(pack.left), toIso(pack.expiresAt), pack.state])
  return [
    `${company}, ${product}: ${toHours(available)} available${overage > 0 ? `, ${toHours(overage)} over` : ''}.`,
    window ? `Month: ${toIso(window.start)} – ${toIso(window.end)}.` : 'No month of hours is on.',
    ...(window ? [`Included ${toHours(included)}, used ${toHours(used)}, left ${toHours(left)}.`] : []),
    `Rollover: ${toHours(rollover.left)} (at most ${toHours(rollover.cap)}).`,
    ...(bought.length > 0 ? [toTable(['Pack', 'Bought', 'Left', 'Expires', 'State'], bought, [1, 2])] : []),
    ...(ledger ? [toTable(['At', 'What', 'Hours', 'Part', 'Fact', 'Available', 'Over'], ledger.flatMap(toLedgerRows), [2, 5, 6])] : []),
  ].join('\n')
}

function toLedgerRows({ steps }: LedgerWindowAnswer): (string | null)[][] {
  return steps.map(({ at, kind, minutes, part, pack, fact, after }) => [
    toIso(at),
    kind,
    toHours(minutes),
    pack ?? part,
    fact,
    toHours(after.available),
    toHours(after.overage),
  ])
}

function toWindow(window: HoursAnswer['window']): { start: string; end: string } | null {
  return window && { start: toIso(window.start), end: toIso(window.end) }
}
