import type { SyncReport } from '../../src-shared/contract/sync.ts'
import type { ProviderName } from '../../src-shared/model/provider.ts'
import type { RunResult } from './createRun.ts'

/** Adds what became of a connection's runs to the report of a sync. */
export function addResults(report: SyncReport, provider: ProviderName, results: readonly RunResult[]): void {
  const synced = new Set(results.flatMap(({ customers }) => [...customers]))
  report.synced += synced.size
  for (const { stream, outcome, counts, ms, reason, rules, error, failures } of results) {
    report.failed.push(...failures.map((failure) => ({ ref: failure.ref, reason: failure.reason })))
    report.runs.push({ provider, stream, outcome, ...counts, ms, reason, rules, errorKind: error?.kind ?? null })
  }
}
