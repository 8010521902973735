import type { HoursBalanceRow, PackRow } from '../../../src-shared/contract/hours.ts'

/** What a row is known by: a company may have hours of several products, and several packs. */
export function balanceKey({ company, product }: Pick<HoursBalanceRow, 'company' | 'product'>): string {
  return `${company} ${product}`
}

export function packKey({ company, product, ref }: Pick<PackRow, 'company' | 'product' | 'ref'>): string {
  return `${company} ${product} ${ref}`
}
