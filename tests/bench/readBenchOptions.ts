/** What of the bench is to run, and on how much. */
export interface BenchOptions {
  /** Figures such as `P3`; all where it is empty. */
  only: readonly string[]
  companies: number
  rounds: number
  /** Where the figures are written as JSON; null for a file among those that the system throws away. */
  json: string | null
  /** A folder for what the processor was busy with in our own processes; null for none. */
  profileFolder: string | null
}

/** Where `bench.js` leaves its arguments. */
export const OPTIONS_NAME = 'TIERDESK_BENCH'

const DEFAULTS: BenchOptions = { only: [], companies: 10_000, rounds: 3, json: null, profileFolder: null }

export function readBenchOptions(environment: Readonly<Record<string, string | undefined>>): BenchOptions {
  return { ...DEFAULTS, ...(JSON.parse(environment[OPTIONS_NAME] ?? '{}') as Partial<BenchOptions>) }
}
