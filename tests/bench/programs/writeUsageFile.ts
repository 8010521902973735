import { type Instant, toInstant, toIso } from '../../../src-shared/model/instant.ts'

const DAY_MS = 86_400_000
/** Over which the calls of a company are spread. */
const SPREAD_DAYS = 40
const ENDPOINTS = ['analyze', 'redact', 'report']

/** A usage file: of each company how many positions are open, and else calls, one record after the other going back from `now`. */
export function writeUsageFile(companies: readonly string[], records: number, now: Instant): string {
  const lines = ['company,metric,quantity,when,endpoint']
  for (const [index, company] of companies.entries()) {
    lines.push(`${company},trading.positions,${index % 100},${toIso(toInstant(now - 1_000))},`)
    for (let record = 1; record < records; record++) {
      const at = toInstant(now - 1_000 - Math.floor((record * SPREAD_DAYS * DAY_MS) / records) - (index % 1_000))
      lines.push(
        `${company},threat-analytics.api-calls,${1 + ((index * record) % 400)},${toIso(at)},${ENDPOINTS[record % ENDPOINTS.length]}`,
      )
    }
  }
  return lines.join('\n')
}
