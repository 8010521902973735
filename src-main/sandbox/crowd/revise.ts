import { isWire, type Wire } from '../stripe/wire/wire.ts'

/** The numbers of the changes that objects went through last, by id. */
export type Revised = Record<string, number>

/** Writes changes into an answer, wherever what was changed stands in it. */
export function revise(value: unknown, revised: Revised): void {
  if (Array.isArray(value)) for (const each of value) revise(each, revised)
  if (!isWire(value)) return
  const revision = typeof value['id'] === 'string' ? revised[value['id']] : undefined
  if (revision !== undefined) apply(value, revision)
  for (const each of Object.values(value)) if (typeof each === 'object') revise(each, revised)
}

function apply(object: Wire, revision: number): void {
  const metadata = isWire(object['metadata']) ? object['metadata'] : {}
  object['metadata'] = { ...metadata, revision: String(revision) }
  if (object['object'] === 'customer' && typeof object['name'] === 'string') object['name'] = `${object['name']} ${revision}`
}
