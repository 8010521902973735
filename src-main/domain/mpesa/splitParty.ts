import { toPayerPhone } from './toPayerPhone.ts'

export interface Party {
  phone: string | null
  name: string | null
}

const NUMBERED = /^(\+?[\d*][\d*\s]{4,})(?:\s*-\s*(.*))?$/

/** Splits who a statement says was on the other side: `2547******123 - ADA LOVELACE`. */
export function splitParty(text: string): Party {
  const told = text.trim()
  const [, number, name = ''] = NUMBERED.exec(told) ?? []
  if (number === undefined) return { phone: null, name: told === '' ? null : told }
  return { phone: toPayerPhone(number), name: name.trim() === '' ? null : name.trim() }
}
