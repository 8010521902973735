import { AppError } from '../../src-shared/model/appError.ts'
import type { Catalog, Metric, Plan } from '../../src-shared/model/catalog.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import { type CatalogHistory, type Catalogs, catalogAt } from '../domain/catalogHistory.ts'

export interface NamedPlan {
  product: string
  plan: string
  definition: Plan
  /** In force at the instant asked for. */
  catalog: Catalog
}

export interface NamedMetric {
  product: string
  metric: string
  /** By the newest version that has it. */
  definition: Metric
}

export function getProduct(catalogs: Catalogs, product: string): CatalogHistory {
  const history = catalogs.get(product)
  if (history) return history
  throw new AppError('product-missing', `There is no product "${shorten(product)}" in this workspace.`, describeProducts(catalogs))
}

/** `product.plan`, by the catalogs in force at an instant. The product may be left out where `within`, or one product alone, has it. */
export function getPlan(catalogs: Catalogs, name: string, at: Instant, within: string | null = null): NamedPlan {
  const { product, id } = split(catalogs, name, within)
  const found = listSearched(catalogs, product).flatMap((history): NamedPlan[] => {
    const catalog = catalogAt(history, at)
    const definition = own(catalog.plans, id)
    return definition ? [{ product: history.product, plan: id, definition, catalog }] : []
  })
  const plans = listSearched(catalogs, product).flatMap((history) =>
    Object.keys(catalogAt(history, at).plans).map((plan) => `${history.product}.${plan}`),
  )
  return takeOnly(found, 'plan', name, plans)
}

/** `product.metric`; the product may be left out where one product alone has it. What an old version of a catalog had is known too. */
export function getMetric(catalogs: Catalogs, name: string): NamedMetric {
  const { product, id } = split(catalogs, name, null)
  const found = listSearched(catalogs, product).flatMap((history): NamedMetric[] => {
    const version = history.versions.findLast(({ catalog }) => own(catalog.metrics, id))
    const definition = version && own(version.catalog.metrics, id)
    return definition ? [{ product: history.product, metric: id, definition }] : []
  })
  const metrics = listSearched(catalogs, product).flatMap((history) =>
    Object.keys(history.versions.at(-1)?.catalog.metrics ?? {}).map((metric) => `${history.product}.${metric}`),
  )
  return takeOnly(found, 'metric', name, metrics)
}

function split(catalogs: Catalogs, name: string, within: string | null): { product: string | null; id: string } {
  const dot = name.indexOf('.')
  if (dot === -1) return { product: within, id: name }
  const product = name.slice(0, dot)
  getProduct(catalogs, product)
  if (within !== null && product !== within)
    throw new AppError('usage', `"${shorten(name)}" is not of the product ${within}.`, 'Name one product, or leave it out.')
  return { product, id: name.slice(dot + 1) }
}

function listSearched(catalogs: Catalogs, product: string | null): CatalogHistory[] {
  return product === null ? [...catalogs.values()] : [getProduct(catalogs, product)]
}

function takeOnly<Named extends NamedPlan | NamedMetric>(
  found: readonly Named[],
  what: 'plan' | 'metric',
  name: string,
  known: readonly string[],
): Named {
  const [only, ...others] = found
  if (!only)
    throw new AppError(
      `${what}-missing`,
      `No ${what} is called "${shorten(name)}".`,
      known.length === 0 ? `This workspace has no ${what}s: tierdesk catalog import FILE.` : `There are: ${known.join(', ')}.`,
    )
  if (others.length > 0)
    throw new AppError(
      'usage',
      `${found.length} products have a ${what} "${shorten(name)}".`,
      `Name the one that is meant: ${found.map(({ product }) => `${product}.${name}`).join(', ')}.`,
    )
  return only
}

function describeProducts(catalogs: Catalogs): string {
  return catalogs.size === 0 ? 'It has none yet: tierdesk catalog import FILE.' : `There are: ${[...catalogs.keys()].join(', ')}.`
}

function own<T>(record: Readonly<Record<string, T>>, id: string): T | undefined {
  return Object.hasOwn(record, id) ? record[id] : undefined
}

function shorten(name: string): string {
  return name.slice(0, 100)
}
