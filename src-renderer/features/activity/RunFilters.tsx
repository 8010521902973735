import type { RunOutcome } from '../../../src-shared/contract/sync.ts'
import { DaysField } from '../../ui/DaysField.tsx'
import { ChoiceField } from './ChoiceField.tsx'
import { ClearFilters } from './ClearFilters.tsx'
import { OUTCOME_WORDS } from './describeOutcome.ts'
import { ProviderField } from './ProviderField.tsx'
import { STREAMS } from './streams.ts'
import { useActivityFilter } from './useActivityFilter.ts'

const OUTCOMES = (Object.keys(OUTCOME_WORDS) as RunOutcome[]).map((key) => ({ key, words: OUTCOME_WORDS[key].word }))
const STREAM_OPTIONS = STREAMS.map((key) => ({ key, words: key }))

/** To what the runs can be narrowed. */
export function RunFilters() {
  const { filter, narrow } = useActivityFilter()
  return (
    <>
      <ProviderField />
      <ChoiceField
        label="Stream"
        any="Any stream"
        value={filter.stream}
        options={STREAM_OPTIONS}
        onChoose={(stream) => narrow({ stream })}
      />
      <ChoiceField label="Outcome" any="Any outcome" value={filter.ended} options={OUTCOMES} onChoose={(ended) => narrow({ ended })} />
      <DaysField label="Days on which they began" value={filter} onChange={narrow} />
      <ClearFilters />
    </>
  )
}
