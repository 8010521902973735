import type { Check } from '../../src-shared/contract/workspace.ts'
import { toTable } from './toTable.ts'

export function toChecksTable(checks: readonly Check[]): string {
  return toTable(
    ['', 'Check', 'Detail'],
    checks.map(({ name, ok, detail }) => [ok ? 'ok' : 'WRONG', name, detail]),
  )
}
