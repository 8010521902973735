import type { StreamName } from '../../../src-shared/contract/sync.ts'

const WORDS: Record<StreamName, true> = {
  ...{ products: true, prices: true, customers: true, subscriptions: true, invoices: true },
  ...{ payments: true, checkouts: true, refunds: true, disputes: true, accounts: true, meters: true, events: true },
}

/** All that is read of a provider, each for itself. */
export const STREAMS = Object.keys(WORDS) as StreamName[]
