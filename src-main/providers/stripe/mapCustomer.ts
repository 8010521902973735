import { fromSeconds } from '../../../src-shared/model/instant.ts'
import type { Mode } from '../../../src-shared/model/provider.ts'
import type { MirroredCustomer } from '../../domain/mirrored.ts'
import { cutSecrets } from './cutSecrets.ts'
import { UnreadableAnswer, WrongMode } from './toProviderError.ts'

/** Beyond it there is no date. */
const LAST_SECOND = 8_640_000_000_000

/** Reads one customer as Stripe sends it. The SDK's types are its promise; this is the check. */
export function mapCustomer(object: unknown, mode: Mode): MirroredCustomer {
  if (!isRecord(object) || object['object'] !== 'customer') throw new UnreadableAnswer('it is not a customer')
  const { id, created, livemode } = object
  if (typeof id !== 'string' || id === '') throw new UnreadableAnswer('it has no id')
  if (typeof created !== 'number' || !Number.isSafeInteger(created) || Math.abs(created) > LAST_SECOND)
    throw new UnreadableAnswer('it has no time of creation')
  if (typeof livemode === 'boolean' && livemode !== (mode === 'live')) {
    throw new WrongMode(`Stripe sent ${livemode ? 'live' : 'test'} data into a workspace for ${mode} data. Nothing of it was kept.`)
  }
  return {
    kind: 'customer',
    ref: id,
    name: readText(object, 'name'),
    email: readText(object, 'email'),
    phone: readText(object, 'phone'),
    currency: readText(object, 'currency')?.toUpperCase() ?? null,
    createdAt: fromSeconds(created),
    json: toJson(object),
  }
}

function toJson(object: object): string {
  try {
    return cutSecrets(object)
  } catch (error) {
    if (error instanceof RangeError) throw new UnreadableAnswer('it is nested too deep')
    throw error
  }
}

function readText(object: Record<string, unknown>, name: string): string | null {
  const value = object[name]
  if (value === null || value === undefined || value === '') return null
  if (typeof value !== 'string') throw new UnreadableAnswer(`its ${name} is not text`)
  return value
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
