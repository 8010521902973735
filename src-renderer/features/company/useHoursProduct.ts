import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import { useHoursProducts } from '../../records/useHoursProducts.ts'

/** The product whose hours the company has, or could be given; null where there is none, or several could be meant. */
export function useHoursProduct(figures: Pick<CompanyRow, 'hours' | 'subscriptions'>): string | null {
  const sold = useHoursProducts()?.map(({ product }) => product) ?? []
  if (figures.hours) return figures.hours.product
  const own = sold.filter((product) => figures.subscriptions.some((each) => each.product === product))
  const [only = null, ...others] = own.length > 0 ? own : sold
  return others.length === 0 ? only : null
}
