import type { Limit } from '../../src-shared/model/limit.ts'

/** Minutes as hours and minutes: `7 h 30 min`. */
export function toHours(minutes: Limit): string {
  if (minutes === 'unlimited') return minutes
  const [whole, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  const sign = minutes < 0 ? '-' : ''
  if (whole === 0) return `${sign}${rest} min`
  return rest === 0 ? `${sign}${whole} h` : `${sign}${whole} h ${rest} min`
}
