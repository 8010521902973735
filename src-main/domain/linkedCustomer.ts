import type { Instant } from '../../src-shared/model/instant.ts'
import type { ProviderName } from '../../src-shared/model/provider.ts'

/** One of the provider customers that a company is linked to, as the mirror has it. */
export interface LinkedCustomer {
  provider: ProviderName
  ref: string
  name: string | null
  email: string | null
  phone: string | null
  createdAt: Instant
  deletedAt: Instant | null
}
