import type { ActionKind, ActionState, ProviderActionKind } from '../../../src-shared/model/action.ts'
import type { Catalog } from '../../../src-shared/model/catalog.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import type { WishedOffer } from '../../../src-shared/model/wish.ts'
import type { Billing } from '../billing/billing.ts'
import type { Entitlement } from '../entitlement/entitlement.ts'
import type { ChangeCheck } from '../plans/checkChange.ts'

/** What is known of a company at an instant, as far as an action is judged by it. */
export interface ActionWorld {
  at: Instant
  billing: Billing
  /** What the company writes as the account that it pays for. */
  code: string
  /** The provider customers that it is. */
  customers: readonly ActionCustomer[]
  /** The catalog of a product in force; null for a product that is none. */
  catalogOf(product: string): Catalog | null
  entitlementOf(product: string): Entitlement
  /** May it move to this plan of a product that it is on? */
  check(product: string, plan: string): ChangeCheck
  /** What of a plan or pack a provider sells it for; null where it has no such price. */
  findPrice(provider: ProviderName, offer: WishedOffer, currency: string | null): ActionPrice | null
  /** Why a provider cannot do such a thing; null where it can. */
  findObstacle(provider: ProviderName, kind: ProviderActionKind): string | null
  /** What of these that must not go at once is under way, and came before; null for nothing. */
  findUnderWay(serial: string): { kind: ActionKind; title: string; state: ActionState } | null
  /** How many virtual accounts it has at a provider. */
  countAccounts(provider: ProviderName): number
}

export interface ActionCustomer {
  provider: ProviderName
  ref: string
  name: string | null
  email: string | null
  isDeleted: boolean
}

export interface ActionPrice {
  /** The provider's own name of it; null for a provider that has none, and is asked by the amount. */
  ref: string | null
  /** For one, in the currency's minor unit. */
  amount: number
  currency: string
}
