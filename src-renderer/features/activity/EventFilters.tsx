import { useQuery } from '@tanstack/react-query'
import type { EventOutcome } from '../../../src-shared/contract/events.ts'
import { useEngine } from '../../lib/engine.ts'
import { DaysField } from '../../ui/DaysField.tsx'
import { ChoiceField } from './ChoiceField.tsx'
import { ClearFilters } from './ClearFilters.tsx'
import { EVENT_OUTCOME_WORDS } from './eventOutcomeWords.ts'
import { ProviderField } from './ProviderField.tsx'
import { useActivityFilter } from './useActivityFilter.ts'

const OUTCOMES = (Object.keys(EVENT_OUTCOME_WORDS) as EventOutcome[]).map((key) => ({ key, words: EVENT_OUTCOME_WORDS[key].word }))

/** To what the log can be narrowed: what it holds is offered, and nothing else. */
export function EventFilters() {
  const { ask } = useEngine()
  const { filter, narrow } = useActivityFilter()
  const { data } = useQuery(ask.events.choices.queryOptions({ input: {} }))
  return (
    <>
      <ProviderField />
      <ChoiceField
        isWide
        label="Type"
        any="Any type"
        value={filter.type}
        options={(data?.types ?? []).map(toOption)}
        onChoose={(type) => narrow({ type })}
      />
      <ChoiceField
        label="Outcome"
        any="Any outcome"
        value={filter.outcome}
        options={OUTCOMES}
        onChoose={(outcome) => narrow({ outcome })}
      />
      <ChoiceField
        label="Rule"
        any="Any rule"
        value={filter.rule}
        options={(data?.rules ?? []).map(toOption)}
        onChoose={(rule) => narrow({ rule })}
      />
      <DaysField label="Days on which they happened" value={filter} onChange={narrow} />
      <ClearFilters />
    </>
  )
}

function toOption(key: string) {
  return { key, words: key }
}
