import { PROVIDER_TITLES, PROVIDERS } from '../../../src-shared/model/provider.ts'
import { ChoiceField } from './ChoiceField.tsx'
import { useActivityFilter } from './useActivityFilter.ts'

const OPTIONS = PROVIDERS.map((key) => ({ key, words: PROVIDER_TITLES[key] }))

/** Of which connection: there is one for each provider. */
export function ProviderField() {
  const { filter, narrow } = useActivityFilter()
  return (
    <ChoiceField
      label="Provider"
      any="Any provider"
      value={filter.provider}
      options={OPTIONS}
      onChoose={(provider) => narrow({ provider })}
    />
  )
}
