import { toIso } from '../../../src-shared/model/instant.ts'
import { toCsv } from '../../ui/toCsv.ts'
import type { Happening } from './happening.ts'

const HEAD = ['Company', 'Company id', 'When', 'Kind', 'What', 'Detail', 'Rule', 'Source', 'Type', 'Reference']

/** Ids beside the company's name, instants in UTC. */
export function toTimelineCsv(company: { id: string; name: string }, happenings: readonly Happening[]): string {
  return toCsv(
    HEAD,
    happenings.map(({ at, kind, title, detail, rule, fact }) => [
      ...[company.name, company.id, toIso(at), kind, title, detail, rule],
      ...[fact?.source ?? null, fact?.type ?? null, fact?.ref ?? null],
    ]),
  )
}
