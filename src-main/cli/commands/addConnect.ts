import type { Command } from 'commander'
import { PROVIDER_TITLES, type ProviderName } from '../../../src-shared/model/provider.ts'
import type { ConnectAsk } from '../../engine/connectProvider.ts'
import type { SecretSource } from '../../engine/keys.ts'
import type { AddCommand, CommandContext } from '../command.ts'
import { done } from '../done.ts'
import { MOST_REQUESTS, readChoice, readNumber, readProvider, wrongUse } from '../readOptions.ts'
import { addRegistration } from './addRegistration.ts'

const LOOKS_LIKE_A_KEY = /^(sk|rk|pk)_/
const PULL_METHODS = ['GET', 'POST'] as const

interface ConnectOptions {
  baseUrl?: string
  secretEnv?: string
  secretStdin?: true
  shortCode?: string
  till?: string
  pullMethod?: string
  pushCallback?: string
  limitAccount?: string
  limitEndpoint?: string
  limitShare?: string
}

export const addConnect: AddCommand = (program: Command, run) => {
  const connect = program
    .command('connect')
    .argument('<provider>', 'stripe, paystack or mpesa')
    .description('Connect a provider: its key, mode and account are checked first')
    .option('--secret-env <name>', 'take the key from this environment variable, at every sync')
    .option('--secret-stdin', 'take the key from standard input, and seal it')
    .option('--short-code <n>', 'of M-Pesa: the paybill, or the store number of a till')
    .option('--till <n>', 'of M-Pesa: the till that customers pay to')
    .option('--pull-method <method>', `of M-Pesa: how its payments are asked for, ${PULL_METHODS.join(' or ')} (default POST)`)
    .option('--push-callback <url>', 'of M-Pesa: an https address of your own that is named where a phone is asked to pay; not needed here')
    .option('--base-url <url>', 'another address: https, or http on a loopback address')
    .option('--limit-account <n>', 'at most so many requests a second in all')
    .option('--limit-endpoint <n>', 'at most so many requests a second of one kind')
    .option('--limit-share <n>', 'how much of that is Tierdesk’s own, above 0 and up to 1')
    .action((name: string, options: ConnectOptions) =>
      run(async (context) => {
        const provider = readProvider(name)
        const settings = readSettings(provider, options)
        const limits = readLimits(options)
        const secret = await readSource(options, context)
        return context.withEngine('write', async (engine) => {
          const { account, permissions, lastFour } = await engine.connect({
            ...{ provider, secret, baseUrl: options.baseUrl ?? null },
            ...(limits === null ? {} : { limits }),
            ...(settings === null ? {} : { settings }),
          })
          const may = Object.entries(permissions).map(
            ([stream, permission]) =>
              `${stream} ${permission === 'read' ? 'yes' : permission === 'unknown' ? 'not offered' : permission === 'none' ? 'no permission' : 'not before it is registered'}`,
          )
          return done(
            { provider, mode: account.mode, account: account.ref, permissions: toPlain(permissions) },
            `${PROVIDER_TITLES[provider]} is connected: account ${account.ref}, ${account.mode}, key ••••${lastFour}.\nMay read: ${may.join(', ')}.\nNext: tierdesk sync`,
          )
        })
      }),
    )
  addRegistration(connect, run)
}

/** What a provider gives only once it was asked to is not given: why is `status`’s to say. */
function toPlain(permissions: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(permissions).map(([stream, each]) => [stream, each === 'unregistered' ? 'none' : each]))
}

/** Null where none is named: then they are what the connection had. */
function readSettings(
  provider: ProviderName,
  { shortCode, till, pullMethod, pushCallback }: ConnectOptions,
): Record<string, string> | null {
  if ([shortCode, till, pullMethod, pushCallback].every((each) => each === undefined)) return null
  if (provider !== 'mpesa')
    throw wrongUse(`${PROVIDER_TITLES[provider]} has no short code, till or way to pull.`, 'These options are M-Pesa’s: leave them out.')
  if (shortCode === undefined)
    throw wrongUse(
      'A till, a way to pull or a callback is named without the short code.',
      'Name all of them: --short-code N [--till N] [--pull-method GET] [--push-callback URL].',
    )
  return {
    shortCode,
    ...(till === undefined ? {} : { till }),
    ...(pullMethod === undefined ? {} : { pullMethod: readChoice('method', pullMethod, PULL_METHODS) }),
    ...(pushCallback === undefined ? {} : { callbackUrl: pushCallback }),
  }
}

/** Null where none is named: then it is as it was, or as the provider says. */
function readLimits({ limitAccount, limitEndpoint, limitShare }: ConnectOptions): NonNullable<ConnectAsk['limits']> | null {
  const limits = {
    ...(limitAccount === undefined ? {} : { account: readNumber('--limit-account', limitAccount, MOST_REQUESTS) }),
    ...(limitEndpoint === undefined ? {} : { endpoint: readNumber('--limit-endpoint', limitEndpoint, MOST_REQUESTS) }),
    ...(limitShare === undefined ? {} : { share: readNumber('--limit-share', limitShare, 1) }),
  }
  return Object.keys(limits).length === 0 ? null : limits
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
