const DECIMAL = /^([+-]?)(\d{1,12})(?:\.(\d{1,6}))?$/

/** Shillings as text or a number (`1`, `1.00`, `"4,500.00"`), in cents; null for what is no amount, or finer than a cent. */
export function parseShillings(value: unknown): number | null {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string') return null
  const [, sign, whole, fraction = ''] = DECIMAL.exec(text.replace(/^\s*(?:KES|KSH\.?)?\s*|\s+$|(?<=\d),(?=\d{3})/gi, '')) ?? []
  if (whole === undefined || /[^0]/.test(fraction.slice(2))) return null
  const cents = Number(whole) * 100 + Number(fraction.slice(0, 2).padEnd(2, '0'))
  return sign === '-' && cents !== 0 ? -cents : cents
}
