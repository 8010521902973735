import type { MirroredObject } from '../../domain/mirrored.ts'
import type { Tx } from '../readDb.ts'
import type { AccountRow } from '../reads/connections.ts'
import { type News, NO_NEWS, type SeenTimes, saveBilled, saveDeletedBilled } from './saveBilled.ts'
import { saveCustomer, saveDeletedCustomer } from './saveCustomer.ts'

/** Stores what a provider said of an object, of whatever kind, and says whom that touches. */
export function saveObject(tx: Tx, account: AccountRow, object: MirroredObject, times: SeenTimes): News {
  if (object.kind === 'customer') return toCustomerNews(object.ref, saveCustomer(tx, account.id, object, times.answeredAt))
  if (object.kind !== 'deleted') return saveBilled(tx, account, object, times)
  if (object.of !== 'customer') return saveDeletedBilled(tx, account, object, times)
  return toCustomerNews(object.ref, saveDeletedCustomer(tx, account.id, object, times.answeredAt))
}

function toCustomerNews(ref: string, isNews: boolean): News {
  return isNews ? { ...NO_NEWS, isNews, customers: [ref] } : NO_NEWS
}
