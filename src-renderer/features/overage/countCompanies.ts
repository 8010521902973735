import { formatCount } from '../../ui/formatCount.ts'

/** `1 company`, `1,204 companies`. */
export function countCompanies(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'company' : 'companies'}`
}
