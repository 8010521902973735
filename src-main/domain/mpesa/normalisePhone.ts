const WRITTEN = /^(?:(?:00)?254|0)?([17]\d{8})$/

/** A Kenyan mobile number as M-Pesa writes it, 2547XXXXXXXX or 2541XXXXXXXX; null for all that is none, a masked one included. */
export function normalisePhone(text: string): string | null {
  const digits = text.replace(/[\s\-.()+]/g, '')
  const own = WRITTEN.exec(digits)?.[1]
  return own === undefined ? null : `254${own}`
}
