import { useId, useState } from 'react'
import { ACTION_STATES } from '../../../src-shared/model/action.ts'
import { PROVIDER_TITLES, PROVIDERS } from '../../../src-shared/model/provider.ts'
import { ACTION_STATE_WORDS } from '../../actions/actionStateWords.ts'
import { usePlace } from '../../lib/place.ts'
import { useChosenCompany } from '../../lib/useChosenCompany.ts'
import { useCompanyOffers } from '../../lib/useCompanyOffers.ts'
import { CompanyField } from '../../ui/CompanyField.tsx'
import { classes } from '../../ui/classes.ts'
import { Hidden } from '../../ui/Hidden.tsx'
import { Segments } from '../../ui/Segments.tsx'
import { Select } from '../../ui/Select.tsx'
import screen from '../../ui/screen.module.css'
import styles from './outbox.module.css'
import { GROUP_WORDS, GROUPS } from './outboxGroups.ts'
import { useOutboxFilter } from './useOutboxFilter.ts'

const VIEWS = [{ key: 'all' as const, words: 'All' }, ...GROUPS.map((key) => ({ key, words: GROUP_WORDS[key] }))]

/** Which actions are shown: of a group, a state, a provider, a company. */
export function OutboxFilters() {
  const { amend } = usePlace()
  const { filter, company: id, narrow } = useOutboxFilter()
  const company = useChosenCompany(id)
  const fieldId = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const offers = useCompanyOffers(typed, null)
  const { group, state, provider } = filter
  return (
    <div className={classes(screen.filters, styles.filters)}>
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
      <span className={styles.company}>
        <label htmlFor={fieldId}>
          <Hidden>Company</Hidden>
        </label>
        <CompanyField
          id={fieldId}
          company={company}
          typed={typed}
          onType={setTyped}
          offers={offers}
          placeholder="All companies"
          onPick={(picked) => amend({ company: picked.id })}
          onClear={() => amend({ company: null })}
        />
      </span>
    </div>
  )
}
