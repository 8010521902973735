/** What a key looks like, wherever it turns up. */
const KEYS = /((?:[srp]k)_(?:org_)?(?:test|live)_|whsec_|\b[srp]k_)[A-Za-z0-9_]{4,}/g
const BEARER = /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi

/** The line without anything that looks like a key. */
export function redact(line: string): string {
  return line.replace(KEYS, '$1…').replace(BEARER, '$1 …')
}
