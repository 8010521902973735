import type { Mode } from '../../../src-shared/model/provider.ts'
import type { Account } from '../provider.ts'
import { checkMode } from './checkMode.ts'
import type { AskPaystack } from './createPaystackClient.ts'
import { EmptyAccount } from './failures.ts'
import { readPage } from './readPage.ts'
import { isRecord, readId } from './readWire.ts'

/** Lists whose objects name the account that they are of. Everybody who sells anything here has one in the first two. */
const LISTS = ['/customer', '/plan', '/refund', '/subscription'] as const

/**
 * Tells whose a key is, by the number that Paystack calls the account (its `integration`) on all that the account holds.
 *
 * Nothing answers it directly, and a digest of the key would make another account of every new key. So an account that holds nothing cannot be
 * told from any other, and is refused until it holds something: customers cannot be deleted, so it has a name from then on.
 */
export async function identify(ask: AskPaystack, mode: Mode): Promise<Account> {
  for (const list of LISTS) {
    const { body } = await ask(list, [], { perPage: 1, page: 1 })
    for (const item of readPage(body, 'page=1').data) {
      if (!isRecord(item)) continue
      checkMode(item, mode)
      const integration = readId(item, 'integration')
      if (integration !== null) return { ref: integration, name: null }
    }
  }
  throw new EmptyAccount()
}
