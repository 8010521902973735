import type { Records } from '../world/records.ts'
import { type Clause, type Query, refuseQuery } from './parseQuery.ts'
import { SEARCH_FIELDS, type Searchable, type SearchField } from './searchFields.ts'

const SHORTEST_PART = 3

/** What a query asks of an object of a kind. Throws a `Refusal` for a field that there is not, or that cannot be asked in this way. */
export function toMatcher<K extends Searchable>(kind: K, { clauses, isAny }: Query): (record: Records[K]) => boolean {
  const tests = clauses.map((clause) => {
    const test = toTest(kind, clause)
    return (record: Records[K]) => test(record) !== clause.isNegated
  })
  return (record) => (isAny ? tests.some((test) => test(record)) : tests.every((test) => test(record)))
}

function toTest<K extends Searchable>(kind: K, clause: Clause): (record: Records[K]) => boolean {
  const { field, key, operator } = clause
  if (field === 'metadata') {
    if (key === null) throw refuseQuery("metadata is asked for by a key: metadata['key']")
    if (operator !== ':') throw refuseQuery(`metadata cannot be asked with \`${operator}\``)
    return toComparison('token', clause, ({ metadata }: Records[K]) => metadata[key] ?? null)
  }
  const fields: Readonly<Record<string, SearchField<Records[K]>>> = SEARCH_FIELDS[kind]
  const known = Object.hasOwn(fields, field) && key === null ? fields[field] : undefined
  if (!known) throw refuseQuery(`field \`${field}\` is an unsupported search field for resource \`${kind}s\``)
  return toComparison(known.type, clause, known.of)
}

function toComparison<R>(
  type: SearchField<R>['type'],
  { field, operator, value }: Clause,
  of: (record: R) => string | number | boolean | null,
): (record: R) => boolean {
  if (value === null) {
    if (operator !== ':') throw refuseQuery(`null cannot be asked with \`${operator}\``)
    return (record) => of(record) === null
  }
  if (operator === '~' && type !== 'text') throw refuseQuery(`field \`${field}\` cannot be asked with \`~\``)
  if (operator === '~' && value.length < SHORTEST_PART) throw refuseQuery(`a part must have at least ${SHORTEST_PART} letters`)
  const wanted = value.toLowerCase()
  if (type === 'number') return toNumberTest(field, operator, value, of)
  if (operator !== ':' && operator !== '~') throw refuseQuery(`field \`${field}\` cannot be asked with \`${operator}\``)
  if (type === 'flag' && wanted !== 'true' && wanted !== 'false') throw refuseQuery(`field \`${field}\` is 'true' or 'false'`)
  return (record) => {
    const found = of(record)
    const text = found === null ? null : String(found).toLowerCase()
    return text !== null && (operator === '~' ? text.includes(wanted) : text === wanted)
  }
}

function toNumberTest<R>(
  field: string,
  operator: Clause['operator'],
  value: string,
  of: (record: R) => string | number | boolean | null,
): (record: R) => boolean {
  const limit = Number(value)
  if (value.trim() === '' || !Number.isFinite(limit)) throw refuseQuery(`field \`${field}\` is a number`)
  const fits = (at: number) => {
    if (operator === '>') return at > limit
    if (operator === '>=') return at >= limit
    if (operator === '<') return at < limit
    return operator === '<=' ? at <= limit : at === limit
  }
  return (record) => {
    const found = of(record)
    return typeof found === 'number' && fits(found)
  }
}
