import { ORPCError } from '@orpc/server'
import { Command, CommanderError } from 'commander'
import { version } from '../../package.json'
import { AppError, type AppErrorCode } from '../../src-shared/model/appError.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import { sealWithPassphrase } from '../engine/sealWithPassphrase.ts'
import type { HostPorts, Seal } from '../ports.ts'
import { redact } from '../redact.ts'
import { openWorkspace } from '../startup/openWorkspace.ts'
import { toWorkspacePath } from '../toWorkspacePath.ts'
import { type AddCommand, type CommandContext, EXIT, type Outcome } from './command.ts'
import { addAction } from './commands/addAction.ts'
import { addActions } from './commands/addActions.ts'
import { addAudit } from './commands/addAudit.ts'
import { addBackup } from './commands/addBackup.ts'
import { addCatalog } from './commands/addCatalog.ts'
import { addCompanies } from './commands/addCompanies.ts'
import { addConnect } from './commands/addConnect.ts'
import { addDoctor } from './commands/addDoctor.ts'
import { addDowngrade } from './commands/addDowngrade.ts'
import { addEntitlement } from './commands/addEntitlement.ts'
import { addEvents } from './commands/addEvents.ts'
import { addHours } from './commands/addHours.ts'
import { addInit } from './commands/addInit.ts'
import { addOverage } from './commands/addOverage.ts'
import { addPayments } from './commands/addPayments.ts'
import { addPreflight } from './commands/addPreflight.ts'
import { addRebuild } from './commands/addRebuild.ts'
import { addRestore } from './commands/addRestore.ts'
import { addSandbox } from './commands/addSandbox.ts'
import { addStatus } from './commands/addStatus.ts'
import { addSync } from './commands/addSync.ts'
import { addUsage } from './commands/addUsage.ts'
import { readInstant } from './readOptions.ts'

/** The terminal, or what stands for it. */
export interface CliIo {
  stdout: (text: string) => void
  stderr: (text: string) => void
  stdin: () => Promise<string>
  /** Asks a person for a secret without showing it; null where nobody is there to answer. */
  askHidden: ((question: string) => Promise<string>) | null
  isErrorTerminal: boolean
  signal: AbortSignal
}

const COMMANDS: readonly AddCommand[] = [
  addInit,
  addCatalog,
  addConnect,
  addSync,
  addStatus,
  addCompanies,
  addEntitlement,
  addPreflight,
  addDowngrade,
  addOverage,
  addUsage,
  addHours,
  addPayments,
  addEvents,
  addAction,
  addActions,
  addAudit,
  addRebuild,
  addDoctor,
  addBackup,
  addRestore,
  addSandbox,
]

interface GlobalOptions {
  workspace?: string
  json?: true
  at?: string
}

/**
 * Carries out one command line and gives its exit code.
 *
 * The answer goes to stdout: a table, or with `--json` one JSON value and nothing else. Everything else goes to stderr.
 *
 * @param more commands that other hosts bring, such as `serve`
 */
export async function runCli(argv: readonly string[], io: CliIo, ports: HostPorts, more: readonly AddCommand[] = []): Promise<number> {
  let outcome: Outcome | null = null
  const program = createProgram(io)
  for (const add of [...COMMANDS, ...more]) {
    add(program, async (work) => {
      outcome = await work(toContext(program.opts<GlobalOptions>(), io, ports))
    })
  }
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return outcome ? print(outcome, program.opts<GlobalOptions>().json === true, io) : EXIT.done
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done
    return printError(error, argv.includes('--json'), io)
  }
}

function createProgram(io: CliIo): Command {
  return new Command('tierdesk')
    .description('A billing console over Stripe, Paystack and M-Pesa, from one local mirror.')
    .version(version, '-V, --version')
    .option('--workspace <folder>', 'the workspace; else TIERDESK_WORKSPACE, else the platform’s data folder')
    .option('--json', 'one JSON value on stdout')
    .option('--at <instant>', 'answer as of this instant')
    .exitOverride()
    .configureOutput({ writeOut: io.stdout, writeErr: () => {} })
    .showHelpAfterError(false)
}

function toContext({ workspace, json, at }: GlobalOptions, io: CliIo, given: HostPorts): CommandContext {
  const folder = toWorkspacePath(workspace, {
    TIERDESK_WORKSPACE: given.environment('TIERDESK_WORKSPACE'),
    XDG_DATA_HOME: given.environment('XDG_DATA_HOME'),
    APPDATA: given.environment('APPDATA'),
  })
  const ports = given.seal ? given : { ...given, seal: io.askHidden && toAskingSeal(io.askHidden) }
  return {
    folder,
    ports,
    at: at === undefined ? null : (readInstant(at) as Instant),
    isJson: json === true,
    stdin: io.stdin,
    progress: (line) => {
      if (io.isErrorTerminal) io.stderr(`\r\u001b[K${line}`)
    },
    signal: io.signal,
    async withEngine(access, use) {
      const workspace = await openWorkspace(ports, { folder, access, what: 'the command line', pollMs: null })
      try {
        return await use(workspace.engine, workspace)
      } finally {
        await workspace.stop()
        if (io.isErrorTerminal) io.stderr('\r\u001b[K')
      }
    },
  }
}

/** Asks for the passphrase when something is to be sealed or opened, and not before. */
function toAskingSeal(ask: (question: string) => Promise<string>): Seal {
  return {
    kind: 'passphrase',
    seal: async (secret) => {
      const passphrase = await ask('A passphrase to seal the key with: ')
      // What is typed unseen is typed twice, or a slip would lock the key away.
      if (passphrase === '' || (await ask('The same passphrase again: ')) !== passphrase) {
        throw new AppError('key-not-kept', 'The two passphrases were not the same, or empty. Nothing was kept.', 'Try again.')
      }
      return sealWithPassphrase(passphrase).seal(secret)
    },
    open: async (sealed) => sealWithPassphrase(await ask('Passphrase of this workspace’s keys: ')).open(sealed),
  }
}

function print({ json, text, exitCode }: Outcome, isJson: boolean, io: CliIo): number {
  if (json === undefined) return exitCode
  io.stdout(`${isJson ? JSON.stringify(json) : text}\n`)
  return exitCode
}

/** Where it is not simply failed. */
const EXIT_OF: Readonly<Partial<Record<string, number>>> = {
  usage: EXIT.wrongUse,
  'key-taken': EXIT.refused,
}

function printError(error: unknown, isJson: boolean, io: CliIo): number {
  const { code, message, hint } = toErrorWords(error, io)
  io.stderr(isJson ? `${JSON.stringify({ error: { code, message, hint } })}\n` : `${message}\n${hint}\n`)
  return EXIT_OF[code] ?? EXIT.failed
}

function toErrorWords(error: unknown, io: CliIo): { code: AppErrorCode | string; message: string; hint: string } {
  if (error instanceof AppError) return error
  if (error instanceof CommanderError && error.code === 'commander.help') {
    return { code: 'usage', message: 'No command was given.', hint: 'See tierdesk --help.' }
  }
  if (error instanceof CommanderError)
    return { code: 'usage', message: redact(error.message.replace(/^error: /, '')), hint: 'See tierdesk --help.' }
  if (error instanceof ORPCError && error.code === 'REFUSED')
    return { ...(error.data as { code: string; hint: string }), message: error.message }
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST')
    return { code: 'usage', message: 'A value is not of the right form.', hint: 'See tierdesk --help.' }
  // The engine has logged what it knows; what broke outside it is told here.
  if (!(error instanceof ORPCError)) io.stderr(`${error instanceof Error ? redact(error.stack ?? error.message) : String(error)}\n`)
  return {
    code: 'internal',
    message: error instanceof ORPCError ? error.message : 'Something went wrong in Tierdesk. Nothing that was kept is lost.',
    hint: 'Run tierdesk doctor; report what stands above.',
  }
}
