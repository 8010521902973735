import { deriveTerm, type TermQuestion } from '../../../../src-main/domain/quota/deriveTerm.ts'
import type { UsageRecord } from '../../../../src-main/domain/usage/usageRecord.ts'
import type { Catalog } from '../../../../src-shared/model/catalog.ts'
import { readCatalog } from '../plans/readCatalog.ts'
import { instant, makeRecord } from '../usage/makeRecord.ts'

export const IMAGES = readCatalog('image-quota')

/** The term of a company of Image quota, where nothing else is said. */
export function derive(at: string, given: Partial<Omit<TermQuestion, 'at'>> & { catalog?: Catalog } = {}) {
  const { catalog = IMAGES, ...rest } = given
  return deriveTerm({ catalogAt: () => catalog, payments: [], records: [], at: instant(at), ...rest })
}

export function used(text: string, quantity: number): UsageRecord {
  return makeRecord({ key: text, metric: 'images', at: instant(text), quantity })
}
