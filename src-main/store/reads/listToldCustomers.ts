import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'

/** Under which id something may have been told, and of which company it is told now. */
export interface ToldCustomer {
  own: string
  /** Our id. */
  company: string
  name: string
}

const list = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare(
    `select link.own, company.ref as company, company.name from company_product entitled cross join company cross join company_link link
    where entitled.product = ? and company.id = entitled.company_id and link.company_id = company.id`,
  ),
)

/** Everyone who belongs to a product, customer by customer: what was told of a company is told of the one that its customer is of now. */
export function listToldCustomers(db: ReadDb, product: string): ToldCustomer[] {
  return list(db).all(product) as ToldCustomer[]
}
