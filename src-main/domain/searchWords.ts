import type { LinkedCustomer } from './linkedCustomer.ts'

const COMBINING_MARKS = /\p{M}/gu
const WORD = /[\p{L}\p{N}]/u
const KENYAN = '254'

/** A name as it is sorted and compared: without case, accents and outer space. */
export function foldName(name: string): string {
  return name.normalize('NFKD').replace(COMBINING_MARKS, '').toLowerCase().trim()
}

/** All that a company can be found by, as one text for the index. */
export function toSearchWords(id: string, customers: readonly LinkedCustomer[]): string {
  const words = customers.flatMap(({ name, email, phone, ref }) => [name, email, ref, ...(phone ? toPhoneWords(phone) : [])])
  return [id, ...new Set(words.filter((word) => word !== null))].join(' ')
}

/**
 * What to look for when staff type `text`: its terms, of which each must begin some word.
 *
 * A typed phone is one term however it is spaced. Terms without a letter or digit cannot be found and are left out.
 */
export function toSearchTerms(text: string): string[] {
  const trimmed = text.trim()
  if (/^[+(\d][\d\s().-]{4,}$/.test(trimmed) && WORD.test(trimmed)) return [trimmed.replace(/\D/g, '')]
  // The index ends a question at a NUL, and finds no half of a character.
  return trimmed
    .slice(0, 200)
    .replace(/[\0\p{Cs}]/gu, ' ')
    .split(/\s+/)
    .filter((term) => WORD.test(term))
    .slice(0, 8)
}

/** Digits as they are dialled abroad, and as they are dialled at home. */
function toPhoneWords(phone: string): string[] {
  const digits = phone.replace(/\D/g, '')
  const abroad = digits.replace(/^0(?=[17]\d{8}$)|^00(?=254)/, (zeros) => (zeros === '0' ? KENYAN : ''))
  return abroad.startsWith(KENYAN) ? [abroad, `0${abroad.slice(KENYAN.length)}`] : [abroad]
}
