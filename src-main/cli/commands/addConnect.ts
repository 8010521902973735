import type { Command } from 'commander'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import type { SecretSource } from '../../engine/keys.ts'
import type { AddCommand, CommandContext } from '../command.ts'
import { done } from '../done.ts'
import { readProvider, wrongUse } from '../readOptions.ts'

const LOOKS_LIKE_A_KEY = /^(sk|rk|pk)_/

interface ConnectOptions {
  baseUrl?: string
  secretEnv?: string
  secretStdin?: true
}

export const addConnect: AddCommand = (program: Command, run) => {
  program
    .command('connect')
    .argument('<provider>', 'stripe, paystack or mpesa')
    .description('Connect a provider: its key, mode and account are checked first')
    .option('--secret-env <name>', 'take the key from this environment variable, at every sync')
    .option('--secret-stdin', 'take the key from standard input, and seal it')
    .option('--base-url <url>', 'another address: https, or http on a loopback address')
    .action((name: string, options: ConnectOptions) =>
      run(async (context) => {
        const provider = readProvider(name)
        const secret = await readSource(options, context)
        return context.withEngine('write', async (engine) => {
          const { account, permissions, lastFour } = await engine.connect({ provider, secret, baseUrl: options.baseUrl ?? null })
          const may = Object.entries(permissions).map(
            ([stream, permission]) =>
              `${stream} ${permission === 'read' ? 'yes' : permission === 'none' ? 'no permission' : 'not offered'}`,
          )
          return done(
            { provider, mode: account.mode, account: account.ref, permissions },
            `${PROVIDER_TITLES[provider]} is connected: account ${account.ref}, ${account.mode}, key ••••${lastFour}.\nMay read: ${may.join(', ')}.\nNext: tierdesk sync`,
          )
        })
      }),
    )
}

async function readSource({ secretEnv, secretStdin }: ConnectOptions, { stdin }: CommandContext): Promise<SecretSource> {
  if (secretEnv !== undefined && secretStdin) throw wrongUse('Two places for the key are named.', 'Use --secret-env or --secret-stdin.')
  if (secretEnv !== undefined) {
    // Not repeated in the message: what stands there may be the key itself.
    if (LOOKS_LIKE_A_KEY.test(secretEnv) || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(secretEnv))
      throw wrongUse(
        'That is not the name of an environment variable.',
        'Give the name, such as --secret-env STRIPE_KEY; a key never stands in an argument.',
      )
    return { kind: 'environment', name: secretEnv }
  }
  if (secretStdin) return { kind: 'text', text: await stdin() }
  throw wrongUse('No place for the key is named.', 'Use --secret-env NAME, or --secret-stdin; a key never stands in an argument.')
}
