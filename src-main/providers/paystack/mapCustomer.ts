import type { Mode } from '../../../src-shared/model/provider.ts'
import type { MirroredCustomer } from '../../domain/mirrored.ts'
import { checkMode } from './checkMode.ts'
import { UnreadableAnswer } from './failures.ts'
import { getInstant, getText, isRecord, readText, type Wire } from './readWire.ts'
import { toKeptJson } from './toKeptJson.ts'

/** What hangs on a customer is mirrored by itself, and would make another text of it each time that one of them changes. */
const OWN_OBJECTS: readonly string[] = [
  'transactions',
  'subscriptions',
  'authorizations',
  'dedicated_account',
  'dedicated_accounts',
  'total_transactions',
  'total_transaction_value',
]

export function mapCustomer(object: unknown, mode: Mode): MirroredCustomer {
  if (!isRecord(object)) throw new UnreadableAnswer('it is not a customer')
  checkMode(object, mode)
  return {
    kind: 'customer',
    ref: getText(object, 'customer_code'),
    name: readName(object),
    email: readText(object, 'email'),
    phone: readText(object, 'phone', 'international_format_phone'),
    currency: null,
    // Only what the operator's own server writes links by itself, and a customer can be made by whoever pays.
    namedCompany: null,
    createdAt: getInstant(object, 'createdAt', 'created_at'),
    json: toKeptJson(Object.fromEntries(Object.entries(object).filter(([name]) => !OWN_OBJECTS.includes(name)))),
  }
}

function readName(customer: Wire): string | null {
  const parts = [readText(customer, 'first_name'), readText(customer, 'last_name')].filter((part) => part !== null)
  const name = parts.join(' ').trim()
  return name === '' ? null : name
}
