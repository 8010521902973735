import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import { useNames } from '../../lib/useNames.ts'

interface MetricChoice {
  /** As the engine takes it: `trading.positions`. */
  id: string
  product: string
  metric: string
  name: string
  /** With the product before it. */
  words: string
  kind: string
}

/** All metrics of the workspace, those of the company's own products first. */
export function useMetricChoices({ subscriptions }: Pick<CompanyRow, 'subscriptions'>): MetricChoice[] {
  const names = useNames()
  const isOwn = (product: string) => subscriptions.some((each) => each.product === product)
  return [...names.products]
    .sort((a, b) => Number(isOwn(b.product)) - Number(isOwn(a.product)))
    .flatMap(({ product, name: title }) =>
      names
        .metrics(product)
        .map(({ metric, name, kind }) => ({ id: `${product}.${metric}`, product, metric, name, words: `${title}: ${name}`, kind })),
    )
}
