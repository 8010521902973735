import { refuse } from '../world/refusal.ts'

export type Operator = ':' | '~' | '>' | '<' | '>=' | '<='

/** One condition: `-status:'active'`, `metadata['order']:'17'`, `created>=1700000000`. */
export interface Clause {
  isNegated: boolean
  field: string
  /** The key within `metadata`. */
  key: string | null
  operator: Operator
  /** Null where the query says so without quotes: a field that is not there. */
  value: string | null
}

export interface Query {
  clauses: Clause[]
  /** Whether one clause is enough. */
  isAny: boolean
}

const FIELD = /^(-?)([a-z_0-9.]+)(?:\[(?:'([^']*)'|"([^"]*)")\])?/
const OPERATOR = /^(:|~|>=|<=|>|<)/
const VALUE = /^(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^\s'"]+))/
const JOINT = /^\s+(AND|OR)\s+/i

/** Reads Stripe's search language. Throws a `Refusal` that says where it could not go on. */
export function parseQuery(text: string): Query {
  const clauses: Clause[] = []
  const joints = new Set<string>()
  let rest = text.trim()
  if (rest === '') throw refuseQuery('it is empty')
  for (;;) {
    const { clause, length } = parseClause(rest)
    clauses.push(clause)
    rest = rest.slice(length)
    if (rest === '') break
    const joint = JOINT.exec(rest)
    // Clauses that stand side by side all hold.
    const gap = joint?.[0] ?? /^\s+/.exec(rest)?.[0] ?? ''
    if (gap === '') throw refuseQuery(`\`${rest}\` follows a clause without a space`)
    joints.add(joint?.[1]?.toUpperCase() ?? 'AND')
    rest = rest.slice(gap.length)
  }
  if (joints.size > 1) throw refuseQuery('AND and OR cannot be combined in one query')
  return { clauses, isAny: joints.has('OR') }
}

function parseClause(text: string): { clause: Clause; length: number } {
  const field = FIELD.exec(text)
  if (!field) throw refuseQuery(`\`${text}\` begins with no field`)
  const afterField = text.slice(field[0].length)
  const operator = OPERATOR.exec(afterField)
  if (!operator) throw refuseQuery(`no operator follows \`${field[0]}\``)
  const value = VALUE.exec(afterField.slice(operator[0].length))
  if (!value) throw refuseQuery(`no value follows \`${field[0]}${operator[0]}\``)
  const quoted = value[1] ?? value[2]
  const clause = {
    isNegated: field[1] === '-',
    field: field[2] ?? '',
    key: field[3] ?? field[4] ?? null,
    operator: operator[0] as Operator,
    value: quoted === undefined ? (value[3] === 'null' ? null : (value[3] ?? '')) : quoted.replace(/\\(.)/g, '$1'),
  }
  return { clause, length: field[0].length + operator[0].length + value[0].length }
}

export function refuseQuery(why: string) {
  return refuse(`We were unable to parse your search query: ${why}. See https://stripe.com/docs/search#search-query-language.`, 'query')
}
