import type { EventOutcome } from '../../../src-shared/contract/events.ts'
import type { RunOutcome, StreamName } from '../../../src-shared/contract/sync.ts'
import { ACTION_KINDS, type ActionKind } from '../../../src-shared/model/action.ts'
import { PROVIDERS, type ProviderName } from '../../../src-shared/model/provider.ts'
import { type DayRange, parseDayRange, writeDayRange } from '../../ui/dayRange.ts'
import { OUTCOME_WORDS } from './describeOutcome.ts'
import { EVENT_OUTCOME_WORDS } from './eventOutcomeWords.ts'
import { STREAMS } from './streams.ts'

/** What the log, or the runs, are narrowed to. What is null narrows nothing. */
export interface ActivityFilter extends DayRange {
  view: 'events' | 'runs' | 'coverage' | 'audit'
  provider: ProviderName | null
  /** Of events. */
  outcome: EventOutcome | null
  type: string | null
  rule: string | null
  /** How the id of an object, or of an event, begins. */
  object: string | null
  /** Of runs. */
  ended: RunOutcome | null
  stream: StreamName | null
  /** Of the audit log. */
  action: string | null
  actionKind: ActionKind | null
  who: string | null
}

export const NO_FILTER: ActivityFilter = {
  ...{ view: 'events', provider: null, from: null, to: null },
  ...{ outcome: null, type: null, rule: null, object: null },
  ...{ ended: null, stream: null },
  ...{ action: null, actionKind: null, who: null },
}

const EVENT_OUTCOMES = Object.keys(EVENT_OUTCOME_WORDS) as EventOutcome[]
const RUN_OUTCOMES = Object.keys(OUTCOME_WORDS) as RunOutcome[]

/** As the address has it: `failed,stripe,type:invoice.paid,2026-11-01..`, for runs `runs,partial`. What it does not know narrows nothing. */
export function readActivityFilter(text: string | null): ActivityFilter {
  const words = text?.split(',') ?? []
  const named = (name: string) => readWord(words.find((word) => word.startsWith(`${name}:`))?.slice(name.length + 1))
  const shared = {
    provider: PROVIDERS.find((each) => words.includes(each)) ?? null,
    ...(words.map(parseDayRange).find((range) => range !== null) ?? { from: null, to: null }),
  }
  if (words.includes('coverage')) return { ...NO_FILTER, ...shared, view: 'coverage' }
  if (words.includes('audit')) {
    return {
      ...{ ...NO_FILTER, ...shared, view: 'audit' },
      actionKind: ACTION_KINDS.find((each) => words.includes(each)) ?? null,
      ...{ action: named('action'), who: named('who') },
    }
  }
  if (words.includes('runs')) {
    return {
      ...{ ...NO_FILTER, ...shared, view: 'runs' },
      ended: RUN_OUTCOMES.find((each) => words.includes(each)) ?? null,
      stream: STREAMS.find((each) => words.includes(each)) ?? null,
    }
  }
  return {
    ...{ ...NO_FILTER, ...shared },
    outcome: EVENT_OUTCOMES.find((each) => words.includes(each)) ?? null,
    ...{ type: named('type'), rule: named('rule'), object: named('object') },
  }
}

export function writeActivityFilter(filter: ActivityFilter): string | null {
  const { view, provider, outcome, type, rule, object, ended, stream, action, actionKind, who } = filter
  const own = {
    events: [outcome, named('type', type), named('rule', rule), named('object', object)],
    runs: ['runs', ended, stream],
    coverage: ['coverage'],
    audit: ['audit', actionKind, named('action', action), named('who', who)],
  }[view]
  return [...own, provider, writeDayRange(filter)].filter((word) => word !== null).join(',') || null
}

export function isNarrowed(filter: ActivityFilter): boolean {
  return writeActivityFilter(filter) !== writeActivityFilter({ ...NO_FILTER, view: filter.view })
}

/** A comma of its own would end the word. */
function named(name: string, value: string | null): string | null {
  return value === null ? null : `${name}:${value.replaceAll('%', '%25').replaceAll(',', '%2C')}`
}

function readWord(text: string | undefined): string | null {
  return text ? text.replaceAll('%2C', ',').replaceAll('%25', '%') : null
}
