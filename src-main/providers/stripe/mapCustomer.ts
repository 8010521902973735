import type { Mode } from '../../../src-shared/model/provider.ts'
import { findNamedCompany } from '../../domain/links/findNamedCompany.ts'
import type { MirroredCustomer } from '../../domain/mirrored.ts'
import { checkMode } from './checkMode.ts'
import { isRecord, readText, toInstantOrNull } from './readWire.ts'
import { toKept } from './toKept.ts'
import { UnreadableAnswer } from './toProviderError.ts'

/** Reads one customer as Stripe sends it. The SDK's types are its promise; this is the check. */
export function mapCustomer(object: unknown, mode: Mode): MirroredCustomer {
  if (!isRecord(object) || object['object'] !== 'customer') throw new UnreadableAnswer('it is not a customer')
  const { id, created } = object
  if (typeof id !== 'string' || id === '') throw new UnreadableAnswer('it has no id')
  const createdAt = toInstantOrNull(created)
  if (createdAt === null) throw new UnreadableAnswer('it has no time of creation')
  checkMode(object, mode)
  return {
    kind: 'customer',
    ref: id,
    name: readText(object, 'name'),
    email: readText(object, 'email'),
    phone: readText(object, 'phone'),
    currency: readText(object, 'currency')?.toUpperCase() ?? null,
    namedCompany: findNamedCompany(isRecord(object['metadata']) ? object['metadata'] : {}),
    createdAt,
    json: toKept(object).json,
  }
}
