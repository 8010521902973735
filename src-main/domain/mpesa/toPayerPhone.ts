import { normalisePhone } from './normalisePhone.ts'

const LENGTH = 12
const MASKED = /^(\d*)\*+(\d*)$/

/**
 * A payer's number as far as it was told: whole where it is whole, else with a star for each digit that is hidden.
 *
 * Lists and statements hide with different numbers of stars, so that one number would look like two.
 */
export function toPayerPhone(text: string): string | null {
  const told = text.trim()
  const whole = normalisePhone(told)
  if (whole !== null) return whole
  const masked = MASKED.exec(told.replace(/[\s+-]/g, ''))
  const [, start = '', end = ''] = masked ?? []
  const hidden = LENGTH - start.length - end.length
  if (masked && start.startsWith('254') && hidden > 0) return `${start}${'*'.repeat(hidden)}${end}`
  return told === '' ? null : told
}
