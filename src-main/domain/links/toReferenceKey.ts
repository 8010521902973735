const LONGEST = 60

/**
 * What a payer wrote as the account, as it is compared: capitals and digits alone, and letters that are mistaken for digits as these.
 *
 * Null where nothing is left.
 */
export function toReferenceKey(written: string): string | null {
  const key = written
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
    .slice(0, LONGEST)
  return key === '' ? null : key
}
