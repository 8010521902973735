import { text } from 'node:stream/consumers'
import type { Command } from 'commander'
import { askHidden } from './cli/askHidden.ts'
import { type AddCommand, saidBefore } from './cli/command.ts'
import { readWhole, wrongUse } from './cli/readOptions.ts'
import { type CliIo, runCli } from './cli/runCli.ts'
import { createNodePorts } from './nodePorts.ts'
import { ensureWorkspace } from './startup/ensureWorkspace.ts'
import { serveConsole } from './web/serveConsole.ts'

const LARGEST_PORT = 65_535
const DEFAULT_POLL_SECONDS = 15
const LONGEST_POLL_SECONDS = 86_400

// Whoever reads our output may stop early (`| head`): there is nobody left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

const stopper = new AbortController()
process.once('SIGINT', () => stopper.abort())
process.once('SIGTERM', () => stopper.abort())

/** Null where nobody sits at a terminal. */
const ask =
  process.stdin.isTTY && process.stderr.isTTY
    ? (question: string) => askHidden(process.stdin, (out) => void process.stderr.write(out), question)
    : null

const io: CliIo = {
  stdout: (out) => void process.stdout.write(out),
  stderr: (out) => void process.stderr.write(out),
  // At a terminal a secret is typed unseen; from a pipe it is read to its end.
  stdin: () => (ask ? ask('Key: ') : text(process.stdin)),
  askHidden: ask,
  isErrorTerminal: process.stderr.isTTY === true,
  signal: stopper.signal,
}

/** `serve` brings another host, which the command line does not know. */
const addServe: AddCommand = (program: Command, run) => {
  program
    .command('serve')
    .description('Serve the console to browsers of this machine')
    .option('--host <address>', 'a loopback address', '127.0.0.1')
    .option('--port <n>', '0 for any free one')
    .option('--poll-seconds <n>', `how often the providers are asked (default ${DEFAULT_POLL_SECONDS}, and 300 while nobody looks)`)
    .option('--first-start', 'make the demo where there is no workspace')
    .option('--look', 'to look only, also beside another program: nothing is asked of providers, and nothing is changed')
    .action((options: { host: string; port?: string; pollSeconds?: string; firstStart?: true; look?: true }) =>
      run(async ({ folder, ports, isJson }) => {
        const port = options.port === undefined ? null : readWhole('--port', options.port, 0, LARGEST_PORT)
        const pollSeconds =
          options.pollSeconds === undefined
            ? DEFAULT_POLL_SECONDS
            : readWhole('--poll-seconds', options.pollSeconds, 1, LONGEST_POLL_SECONDS)
        if (options.look && options.firstStart) throw wrongUse('Who only looks makes nothing.', 'Leave out --look, or --first-start.')
        if (options.firstStart) ensureWorkspace(ports, folder)
        const host = await serveConsole(ports, {
          folder,
          access: options.look ? 'read' : 'write',
          host: options.host,
          port,
          pollMs: pollSeconds * 1000,
          // Who names a pause means it, whether anybody looks or not.
          idlePollMs: options.pollSeconds === undefined ? null : pollSeconds * 1000,
          builtIn: import.meta.dirname,
          onNextAddress: (address) => ports.log(`For another browser: ${address}`),
        })
        const { address } = host
        io.stdout(isJson ? `${JSON.stringify({ address })}\n` : `Tierdesk is at ${address} (for one browser; Ctrl C ends it)\n`)
        await new Promise<void>((resolve) => {
          if (stopper.signal.aborted) resolve()
          stopper.signal.addEventListener('abort', () => resolve(), { once: true })
        })
        await host.stop()
        return saidBefore
      }),
    )
}

process.exitCode = await runCli(process.argv.slice(2), io, createNodePorts(), [addServe])
