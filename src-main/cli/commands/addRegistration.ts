import type { Command } from 'commander'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import type { AddCommand } from '../command.ts'
import { done } from '../done.ts'
import { readNeeded, readProvider } from '../readOptions.ts'

interface RegisterOptions {
  number?: string
  callback?: string
}

/** `connect register`: what a provider asks for once, before it gives its lists. */
export const addRegistration: AddCommand = (connect: Command, run) => {
  connect
    .command('register')
    .argument('<provider>', 'mpesa')
    .description('Register a connected account for the lists that are given only then: M-Pesa’s Pull Transactions')
    .option('--number <phone>', 'the Safaricom line that is tied to the organisation')
    .option('--callback <url>', 'an https address of your own, which is kept and not needed here')
    .action((name: string, { number, callback }: RegisterOptions) =>
      run(({ withEngine }) => {
        const provider = readProvider(name)
        const ask = { provider, phone: readNeeded('--number PHONE', number), callback: readNeeded('--callback URL', callback) }
        return withEngine('write', async ({ client }) => {
          const { isNew, connection } = await client.connections.register(ask)
          const { account, registration } = connection
          const words = `${PROVIDER_TITLES[provider]} ${isNew ? 'has registered' : 'had registered'} ${account}${isNew ? '' : ' before'}.`
          const next =
            registration === 'registered'
              ? 'Its list is given. Next: tierdesk sync'
              : 'Its list is not given yet. Try again in some minutes: tierdesk sync'
          return done({ provider, account, isNew, registration }, `${words} ${next}`)
        })
      }),
    )
}
