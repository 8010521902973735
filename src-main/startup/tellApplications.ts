import { fromSeconds, toIso } from '../../src-shared/model/instant.ts'
import type { Engine } from '../engine/createEngine.ts'
import type { Log } from '../ports.ts'
import type { Sandbox, ToldUsage } from '../sandbox/start.ts'

/** So many at once that a screen which asks meanwhile does not wait. */
const LINES_AT_ONCE = 2_000

/**
 * Brings in what the applications of the sandbox's business have counted and its people have logged, as a usage file and by hand.
 *
 * What was brought in before is not told again; told again all the same, it would be a duplicate.
 */
export async function tellApplications(sandbox: Sandbox, { client }: Engine, log: Log, signal: AbortSignal): Promise<void> {
  const { usage, hours, upTo } = sandbox.untold()
  let refused = 0
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
  if (signal.aborted) return
  sandbox.markTold(upTo)
  if (refused > 0) log(`sandbox: ${refused} of ${usage.length + hours.length} records were not taken`)
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
