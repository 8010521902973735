import type { UsageAdmission } from '../../src-shared/contract/usage.ts'
import { AppError } from '../../src-shared/model/appError.ts'
import type { Catalogs } from '../domain/catalogHistory.ts'
import type { Tx } from '../store/readDb.ts'
import type { CompanyIdentity } from '../store/reads/companyFigures.ts'
import { deriveCompanyFigures } from '../store/writes/deriveFigures.ts'
import type { CompanyUsage } from '../store/writes/saveUsage.ts'
import { readFigureContext } from './answers/readFigureContext.ts'
import { getMetric, type NamedMetric } from './catalogNames.ts'
import { getCompanyIdentity } from './companies.ts'
import { createKeyOf, readUsageFile, type UsageLine, type WrittenUsage } from './readUsageFile.ts'
import { findFutureFault, type RecordParts } from './recording.ts'
import { admitUsage, findDimensionFault } from './usage.ts'

/**
 * Takes a usage file as one transaction, so that a kill leaves nothing half.
 *
 * Good lines are kept and bad ones rejected with their reasons. The same file again is all duplicates, with a column of keys or without.
 */
export function importUsage({ store, ports, topics }: RecordParts, text: string): UsageAdmission {
  const now = ports.clock.now()
  const admission: UsageAdmission = { accepted: 0, duplicate: 0, rejected: [] }
  store.transact((tx) => {
    const context = { ...readFigureContext(tx), now }
    const names = createNames(tx, context.catalogs)
    const keyOf = createKeyOf()
    const touched = new Set<number>()
    for (const lines of readUsageFile(text)) {
      const records: { line: number; companyId: number; record: CompanyUsage }[] = []
      for (const each of lines) {
        const taken = take(each)
        if (typeof taken === 'string') admission.rejected.push({ line: each.line, reason: taken })
        else records.push({ line: each.line, ...taken })
      }
      const { accepted, duplicate, refused } = admitUsage(
        tx,
        records.map(({ record }) => record),
        now,
      )
      admission.accepted += accepted
      admission.duplicate += duplicate
      for (const [place, reason] of refused) admission.rejected.push({ line: records[place]?.line ?? 0, reason })
      for (const { companyId } of records) touched.add(companyId)
    }
    if (admission.accepted > 0) deriveCompanyFigures(tx, context, [...touched])

    function take(line: UsageLine): { companyId: number; record: CompanyUsage } | string {
      if (!line.ok) return line.reason
      const { value } = line
      const company = names.company(value.company)
      if (typeof company === 'string') return company
      const metric = names.metric(value.metric)
      if (typeof metric === 'string') return metric
      const fault = findDimensionFault(metric.definition, value.dimension)
      if (fault) return `${fault.message} ${fault.hint}`
      return findFutureFault(value.at, now) ?? { companyId: company.companyId, record: toRecord(company.company, metric, value) }
    }

    function toRecord(company: string, { product, metric }: NamedMetric, { quantity, at, dimension, key }: WrittenUsage): CompanyUsage {
      const drawn = key ?? keyOf(company, product, { metric, quantity, at, dimension, key })
      return { company, product, metric, key: drawn, quantity, at, dimension, source: 'file' }
    }
  })
  admission.rejected.sort((a, b) => a.line - b.line)
  if (admission.accepted > 0) topics.announce('companies')
  return admission
}

/** Looks each name up once; a text says why a name means nothing. */
function createNames(tx: Tx, catalogs: Catalogs) {
  const lookUp = <T extends object>(find: (name: string) => T) => {
    const known = new Map<string, T | string>()
    return (name: string): T | string => {
      const before = known.get(name)
      if (before !== undefined) return before
      const found = orReason(() => find(name))
      known.set(name, found)
      return found
    }
  }
  return {
    company: lookUp<CompanyIdentity>((name) => getCompanyIdentity(tx, name)),
    metric: lookUp<NamedMetric>((name) => getMetric(catalogs, name)),
  }
}

function orReason<T>(find: () => T): T | string {
  try {
    return find()
  } catch (error) {
    if (error instanceof AppError) return error.message
    throw error
  }
}
