import { ACTION_STATES } from '../../../src-shared/model/action.ts'
import { PROVIDER_TITLES, PROVIDERS } from '../../../src-shared/model/provider.ts'
import { ACTION_STATE_WORDS } from '../../actions/actionStateWords.ts'
import { usePlace } from '../../lib/place.ts'
import { useChosenCompany } from '../../lib/useChosenCompany.ts'
import { Button } from '../../ui/Button.tsx'
import { Segments } from '../../ui/Segments.tsx'
import { Select } from '../../ui/Select.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './outbox.module.css'
import { GROUP_WORDS, GROUPS } from './outboxGroups.ts'
import { useOutboxFilter } from './useOutboxFilter.ts'

const VIEWS = [{ key: 'all' as const, words: 'All' }, ...GROUPS.map((key) => ({ key, words: GROUP_WORDS[key] }))]

/** Which actions are shown: of a group, a state, a provider, a company. */
export function OutboxFilters() {
  const { amend } = usePlace()
  const { filter, company: id, narrow } = useOutboxFilter()
  const company = useChosenCompany(id)
  const { group, state, provider } = filter
  return (
    <>
      <Segments
        label="Which actions"
        options={VIEWS}
        chosen={group ?? 'all'}
        onChoose={(key) => narrow({ group: key === 'all' ? null : key, state: null })}
      />
      <span className={styles.filter}>
        <Select
          label="State"
          value={state ?? ''}
          onChange={(text) => narrow({ state: ACTION_STATES.find((each) => each === text) ?? null, group: null })}
        >
          <option value="">Any state</option>
          {ACTION_STATES.map((each) => (
            <option key={each} value={each}>
              {ACTION_STATE_WORDS[each].word}
            </option>
          ))}
        </Select>
      </span>
      <span className={styles.filter}>
        <Select
          label="Provider"
          value={provider ?? ''}
          onChange={(text) => narrow({ provider: PROVIDERS.find((each) => each === text) ?? null })}
        >
          <option value="">All providers</option>
          {PROVIDERS.map((each) => (
            <option key={each} value={each}>
              {PROVIDER_TITLES[each]}
            </option>
          ))}
        </Select>
      </span>
      {company && (
        <span className={styles.company}>
          for
          <Truncated text={company.name} look="name" />
          <Button isSmall look="ghost" icon="x" label={`Not only for ${company.name}`} onPress={() => amend({ company: null })} />
        </span>
      )}
    </>
  )
}
