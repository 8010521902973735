import { fromSeconds, toIso } from '../../src-shared/model/instant.ts'
import type { Engine } from '../engine/createEngine.ts'
import type { Log } from '../ports.ts'
import type { Sandbox, ToldExpected, ToldMerge, ToldUsage } from '../sandbox/start.ts'

/** So many at once that a screen which asks meanwhile does not wait. */
const LINES_AT_ONCE = 2_000

/**
 * Brings in what the applications of the sandbox's business have counted, what its servers asked to be paid, and what its people logged and
 * said: as a usage file, as a statement, and by hand.
 *
 * What was brought in before is not told again; told again all the same, it would change nothing.
 *
 * @returns whether phones were asked to pay, whose answers are to be asked for
 */
export async function tellApplications(sandbox: Sandbox, { client }: Engine, log: Log, signal: AbortSignal): Promise<boolean> {
  const { usage, hours, expected, merges, statement, upTo } = sandbox.untold()
  let refused = 0
  if (statement !== null) {
    const { rejected } = await client.payments.importStatement({ provider: 'mpesa', content: statement, format: 'csv' })
    refused += rejected.length
  }
  await tellAll(expected, (each) => client.payments.expect(toExpected(each)))
  await tellAll(merges, (each) => mergeOnce(client, each))
  for (let first = 0; first < usage.length && !signal.aborted; first += LINES_AT_ONCE) {
    const { rejected } = await client.usage.import({ text: toFile(usage.slice(first, first + LINES_AT_ONCE)) })
    refused += rejected.length
    await breathe()
  }
  for (let first = 0; first < hours.length && !signal.aborted; first += LINES_AT_ONCE) {
    const entries = hours
      .slice(first, first + LINES_AT_ONCE)
      .map(({ customer, product, minutes, at, note, key }) => ({ company: customer, product, minutes, at: fromSeconds(at), note, key }))
    const { rejected } = await client.hours.import({ entries })
    refused += rejected.length
    await breathe()
  }
  if (signal.aborted) return false
  sandbox.markTold(upTo)
  if (refused > 0) log(`sandbox: ${refused} of ${usage.length + hours.length} records were not taken`)
  return expected.some(({ provider, ref }) => provider === 'mpesa' && ref !== null)

  async function tellAll<T>(told: readonly T[], tell: (each: T) => Promise<unknown>): Promise<void> {
    for (const each of told) {
      if (signal.aborted) return
      await tell(each)
      await breathe()
    }
  }
}

function toExpected({ customer, ...expected }: ToldExpected) {
  return { company: customer, ...expected }
}

/** Who are one company already are left so. */
async function mergeOnce(client: Engine['client'], { customer, into, reason }: ToldMerge): Promise<void> {
  const [from, to] = await Promise.all([client.companies.get({ company: customer }), client.companies.get({ company: into })])
  if (from.id !== to.id) await client.companies.merge({ company: from.id, into: to.id, reason })
}

/** Nothing in it needs quotes. */
function toFile(records: readonly ToldUsage[]): string {
  const lines = records.map(({ customer, metric, quantity, at, dimension, key }) =>
    [customer, metric, quantity, toIso(fromSeconds(at)), dimension ? `${dimension.name}=${dimension.value}` : '', key].join(','),
  )
  return `company,metric,quantity,when,dimension,key\n${lines.join('\n')}\n`
}

/** Lets whoever else waits on this thread have a turn. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
