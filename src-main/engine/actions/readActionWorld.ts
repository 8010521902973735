import type { Instant } from '../../../src-shared/model/instant.ts'
import { PROVIDER_TITLES, type ProviderName } from '../../../src-shared/model/provider.ts'
import type { WishedOffer } from '../../../src-shared/model/wish.ts'
import type { ActionPrice, ActionWorld } from '../../domain/actions/actionWorld.ts'
import { readBilling } from '../../domain/billing/billing.ts'
import { type Catalogs, catalogAt } from '../../domain/catalogHistory.ts'
import { checkChange } from '../../domain/plans/checkChange.ts'
import type { Acting } from '../../providers/acting.ts'
import type { ReadDb } from '../../store/readDb.ts'
import { findUnderWay } from '../../store/reads/actions.ts'
import { getCompany } from '../../store/reads/companies.ts'
import { readCompanyFacts } from '../../store/reads/companyFacts.ts'
import { findConnection } from '../../store/reads/connections.ts'
import { findPriceByLookupKey } from '../../store/reads/findPriceByLookupKey.ts'
import { answerEntitlement } from '../answers/answers.ts'
import { readCatalogs } from '../answers/readCatalogs.ts'
import { getProduct } from '../catalogNames.ts'
import { toUsage } from '../toUsage.ts'

/** What is known of how each provider is asked; null for one whose key could not be had. */
export type Actings = ReadonlyMap<ProviderName, Acting | null>

/** What is only offered is no action yet. */
const NONE = { id: '', except: null }

/** All that actions of a company are judged by, read when it is asked for. @param judged which action, and which other is no obstacle to it */
export function readActionWorld(
  db: ReadDb,
  companyId: number,
  at: Instant,
  actings: Actings,
  judged: { id: string; except: string | null } = NONE,
): ActionWorld {
  const catalogs = readCatalogs(db)
  const company = getCompany(db, companyId)
  const catalogOf = (product: string) => (catalogs.has(product) ? catalogAt(getProduct(catalogs, product), at) : null)
  const entitlementOf = (product: string) => answerEntitlement({ db, now: at }, companyId, product, null)
  return {
    at,
    billing: readBilling(readCompanyFacts(db, companyId, null), catalogs),
    code: company.code,
    customers: company.customers.map(({ provider, ref, name, email, deletedAt }) => ({
      provider,
      ref,
      name,
      email,
      isDeleted: deletedAt !== null,
    })),
    catalogOf,
    entitlementOf,
    check: (product, plan) => {
      const catalog = catalogAt(getProduct(catalogs, product), at)
      const entitlement = entitlementOf(product)
      const current = entitlement.plan !== null && Object.hasOwn(catalog.plans, entitlement.plan) ? entitlement.plan : null
      return checkChange({
        ...{ catalog, current, target: plan, usage: toUsage(entitlement), at },
        periodEnd: entitlement.period?.end ?? null,
        currentLimits: entitlement.limits,
      })
    },
    findPrice: (provider, offer, currency) => findPrice(db, catalogs, { provider, offer, currency, at }),
    findObstacle: (provider, kind) => {
      if (!findConnection(db, provider)) return `${PROVIDER_TITLES[provider]} is not connected.`
      const acting = actings.get(provider)
      return acting ? acting.findObstacle(kind) : null
    },
    findUnderWay: (serial) => findUnderWay(db, serial, judged),
    countAccounts: (provider) => company.accounts.filter((each) => each.provider === provider && each.isActive).length,
  }
}

interface PriceAsk {
  provider: ProviderName
  offer: WishedOffer
  currency: string | null
  at: Instant
}

/** By the catalog's reference, else by the lookup key `product.plan.interval`; of a provider without prices, the amount alone. */
function findPrice(db: ReadDb, catalogs: Catalogs, { provider, offer, currency, at }: PriceAsk): ActionPrice | null {
  if (!catalogs.has(offer.product)) return null
  const { plans, packs } = catalogAt(getProduct(catalogs, offer.product), at)
  const sold = Object.hasOwn(plans, offer.plan) ? plans[offer.plan] : packs[offer.plan]
  const prices = (sold?.prices ?? []).filter(
    (each) => each.interval === offer.interval && (currency === null || each.currency === currency),
  )
  const named = prices.find(({ references }) => provider !== 'mpesa' && references?.[provider])
  if (named && provider !== 'mpesa') return { ref: named.references?.[provider] ?? null, amount: named.amount, currency: named.currency }
  const connection = findConnection(db, provider)
  const key = `${offer.product}.${offer.plan}.${offer.interval}`
  const known = connection && findPriceByLookupKey(db, connection.accountId, key, currency)
  if (known) return known
  const [first] = prices
  return first ? { ref: null, amount: first.amount, currency: first.currency } : null
}
