const UNITS = ['kB', 'MB', 'GB', 'TB'] as const

/** A size as disks are sold: `28 MB`, `1.4 GB`. */
export function formatBytes(bytes: number): string {
  let value = bytes / 1000
  let unit = 0
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${value < 10 && unit > 0 ? value.toFixed(1).replace('.0', '') : Math.ceil(value)} ${UNITS[unit]}`
}
