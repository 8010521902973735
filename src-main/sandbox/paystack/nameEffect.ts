import { getCustomer, getPlan, getTransaction } from './operations/findNamed.ts'
import type { World } from './world/createWorld.ts'
import { mustText, readText, type Wire } from './world/params.ts'

/** What a write that was carried out did, and to what, by the name that it has everywhere: whoever did it twice has two of one name. */
export function nameEffect(world: World, { name, params, ids }: { name: string; params: Wire; ids: readonly string[] }): string {
  return [name, ...nameWhat(world, name, params), ...ids].join(' ')
}

function nameWhat(world: World, name: string, params: Wire): string[] {
  switch (name) {
    case 'refunds.create':
      return [getTransaction(world, mustText(params, 'transaction')).reference]
    case 'subscriptions.create':
      return [getCustomer(world, mustText(params, 'customer')).code, getPlan(world, mustText(params, 'plan')).code]
    case 'subscriptions.disable':
    case 'subscriptions.enable':
      return [mustText(params, 'code')]
    case 'transactions.initialize':
    case 'transactions.chargeAuthorization':
      return [readText(params, 'reference') ?? '']
    case 'accounts.create':
      return [getCustomer(world, mustText(params, 'customer')).code]
    default:
      return []
  }
}
