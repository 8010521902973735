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
  /** Whether the company's id comes from it: of several, that is the one that the others were said to be. */
  isOwn: boolean
}
