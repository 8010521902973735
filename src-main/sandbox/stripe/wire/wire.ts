/** An object as it goes over the wire. */
export type Wire = Record<string, unknown>

export function isWire(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
