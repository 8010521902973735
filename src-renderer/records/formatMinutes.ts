import type { Limit } from '../../src-shared/model/limit.ts'

/** `7h 45m`, `2h`, `45m`, for where only text can stand. */
export function formatMinutes(minutes: Limit): string {
  if (minutes === 'unlimited') return 'unlimited'
  const hours = Math.trunc(Math.abs(minutes) / 60)
  const rest = Math.abs(minutes) % 60
  const words = [hours > 0 || rest === 0 ? `${hours}h` : '', rest > 0 ? `${hours > 0 ? String(rest).padStart(2, '0') : rest}m` : '']
  return `${minutes < 0 ? '−' : ''}${words.filter(Boolean).join(' ')}`
}
