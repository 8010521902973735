import type { Store } from '../../src-main/store/openStore.ts'
import { examineDatabase } from '../../src-main/store/reads/examineDatabase.ts'
import { saveRecorded } from '../../src-main/store/writes/saveRecorded.ts'
import { saveUsage } from '../../src-main/store/writes/saveUsage.ts'
import { toInstant } from '../../src-shared/model/instant.ts'

/** What a writer may be told to do wrong, so that the check is seen to find it. */
export type PlantedFault = 'none' | 'says it before it is kept' | 'keeps halves'

const AT = toInstant(Date.UTC(2026, 10, 21, 9))
const OWNER = { company: 'co_1', product: 'trading', source: 'a test' }

/** Writes entry `number` into both ledgers, as one change, and says so. */
export function writeEntry(store: Store, number: number, fault: PlantedFault, say: (number: number) => void): void {
  const use = { ...OWNER, metric: 'api-calls', key: `use-${number}`, quantity: number, at: AT, dimension: null }
  const content = { minutes: 1, note: `entry ${number}, ${'x'.repeat(number % 700)}` }
  const record = { ...OWNER, kind: 'hours', key: `hours-${number}`, at: AT, content } as const
  if (fault === 'says it before it is kept') say(number)
  if (fault === 'keeps halves') {
    store.transact((tx) => saveUsage(tx, [use], AT))
    store.transact((tx) => saveRecorded(tx, record, AT))
  } else {
    store.transact((tx) => {
      saveUsage(tx, [use], AT)
      saveRecorded(tx, record, AT)
    })
  }
  if (fault !== 'says it before it is kept') say(number)
}

/** How many entries there are, and what is wrong with them. */
export function readLedgers({ read }: Store): { entries: number; faults: string[] } {
  const count = (table: string) => Number(read.sqlite.prepare(`select count(*) from ${table}`).pluck().get())
  const [uses, hours] = [count('usage_record'), count('recorded_fact')]
  const broken = examineDatabase(read).filter(({ ok }) => !ok)
  return {
    entries: Math.min(uses, hours),
    faults: [...(uses === hours ? [] : [`${uses} uses and ${hours} hours`]), ...broken.map(({ name, detail }) => `${name}: ${detail}`)],
  }
}
