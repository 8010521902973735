import type { Command } from 'commander'
import type { SyncProgress, SyncReport } from '../../../src-shared/contract/sync.ts'
import { AppError, type AppErrorCode } from '../../../src-shared/model/appError.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import { type AddCommand, EXIT, type Outcome } from '../command.ts'
import { readProvider } from '../readOptions.ts'
import { toTable } from '../toTable.ts'

const PROGRESS_MS = 1_000

export const addSync: AddCommand = (program: Command, run) => {
  program
    .command('sync')
    .description('Bring the mirror up to date now')
    .option('--provider <name>', 'only this one')
    .option('--company <company>', 'only this one: all of it is asked for anew')
    .option('--full', 'list everything again')
    .action((options: { provider?: string; company?: string; full?: true }) =>
      run(({ withEngine, progress, signal }) =>
        withEngine('write', async ({ client }) => {
          const provider = options.provider === undefined ? undefined : readProvider(options.provider)
          const ticker = setInterval(async () => {
            const { running } = await client.sync.health({})
            if (running) progress(`${PROVIDER_TITLES[running.provider]}: ${toCount(running)}`)
          }, PROGRESS_MS)
          signal.addEventListener('abort', () => void client.sync.cancel({}), { once: true })
          try {
            return toOutcome(await client.sync.start({ provider, company: options.company, isFull: options.full ?? false }))
          } finally {
            clearInterval(ticker)
          }
        }),
      ),
    )
}

function toCount({ stream, objects, left }: SyncProgress): string {
  return left === null ? `${objects} objects read (${stream})` : `figures of ${left} companies to go`
}

function toOutcome({ synced, failed, runs }: SyncReport): Outcome {
  const hasWorked = runs.some(({ outcome }) => outcome === 'complete' || outcome === 'partial')
  const stopper = runs.find(({ outcome }) => outcome !== 'complete')
  if (!hasWorked && stopper) throw toAppError(stopper)
  const isWhole = runs.every(({ outcome }) => outcome === 'complete')
  const rows = runs.map(({ provider, stream, outcome, pages, objects, changed, requests, ms }) => [
    PROVIDER_TITLES[provider],
    stream,
    outcome,
    pages,
    objects,
    changed,
    requests,
    `${(ms / 1000).toFixed(1)} s`,
  ])
  const rules = [...new Set(runs.flatMap((run) => run.rules))].sort()
  const reasons = [
    ...runs.flatMap(({ stream, reason }) => (reason ? `${stream}: ${reason}` : [])),
    ...failed.map(({ ref, reason }) => `${ref}: ${reason}`),
  ]
  return {
    json: {
      synced,
      failed,
      runs,
    },
    text: [
      `${synced} ${synced === 1 ? 'company' : 'companies'} brought up to date.`,
      toTable(['Provider', 'Stream', 'Outcome', 'Pages', 'Objects', 'Changed', 'Requests', 'Took'], rows, [3, 4, 5, 6, 7]),
      ...(rules.length > 0 ? [`Rules that fired: ${rules.join(', ')}.`] : []),
      ...reasons,
    ].join('\n'),
    exitCode: isWhole ? EXIT.done : EXIT.partly,
  }
}

const CODES: Record<string, AppErrorCode> = {
  'no-key': 'key-unreadable',
  unauthorized: 'key-refused',
  'wrong-account': 'account-differs',
  'wrong-mode': 'key-wrong-mode',
  unavailable: 'provider-unreachable',
  'rate-limited': 'provider-unreachable',
  forbidden: 'provider-refused',
  unreadable: 'provider-unreadable',
  missing: 'provider-unreadable',
}

const HINTS: Partial<Record<AppErrorCode, string>> = {
  'key-unreadable': 'Give the key where Tierdesk is started: its variable, or TIERDESK_PASSPHRASE; or connect again.',
  'account-differs': 'Use a key of this workspace’s account, or another workspace.',
  'key-wrong-mode': 'Use a key of this workspace’s mode, or another workspace.',
  'provider-unreachable': 'Try again when the line is back; the next sync goes on from where this one stood.',
  'provider-refused': 'Give the key the permission to read, in the provider’s dashboard.',
}

function toAppError({ provider, errorKind, outcome, reason }: SyncReport['runs'][number]): AppError {
  const code = CODES[errorKind ?? ''] ?? 'sync-failed'
  const again = code === 'key-refused' ? `Connect again with a key that works: tierdesk connect ${provider} --secret-env NAME` : null
  const what = reason ?? (outcome === 'cancelled' ? 'It was stopped.' : 'It failed.')
  return new AppError(
    code,
    `${what} Everything that was mirrored before is kept.`,
    again ?? HINTS[code] ?? 'Try again: the next sync goes on from where this one stood.',
  )
}
