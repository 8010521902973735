const FORMAT = new Intl.NumberFormat('en')

/** `4,712`: whole, with the thousands apart. */
export function formatCount(count: number): string {
  return FORMAT.format(count)
}
