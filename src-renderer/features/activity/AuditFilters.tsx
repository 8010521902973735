import type { AuditEntry } from '../../../src-shared/contract/audit.ts'
import { ACTION_KINDS } from '../../../src-shared/model/action.ts'
import { ACTION_WORDS } from '../../actions/actionWords.ts'
import { usePlace } from '../../lib/place.ts'
import { useChosenCompany } from '../../lib/useChosenCompany.ts'
import { Button } from '../../ui/Button.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './activity.module.css'
import { ChoiceField } from './ChoiceField.tsx'
import { ClearFilters } from './ClearFilters.tsx'
import { useActivityFilter } from './useActivityFilter.ts'

const KINDS = ACTION_KINDS.map((key) => ({ key, words: ACTION_WORDS[key].title }))

/** To what the audit log can be narrowed. @param rows those that are there, which tell who could be chosen */
export function AuditFilters({ rows }: { rows: readonly AuditEntry[] }) {
  const { filter, narrow, company: id } = useActivityFilter()
  const { amend } = usePlace()
  const company = useChosenCompany(id)
  const people = [...new Set(rows.map(({ who }) => who))].sort((a, b) => a.localeCompare(b, 'en'))
  return (
    <>
      <ChoiceField
        label="Kind"
        any="Any kind"
        isWide
        value={filter.actionKind}
        options={KINDS}
        onChoose={(actionKind) => narrow({ actionKind })}
      />
      <ChoiceField
        label="Who"
        any="Anybody"
        value={filter.who}
        options={people.map((key) => ({ key, words: key }))}
        onChoose={(who) => narrow({ who })}
      />
      {company && (
        <span className={styles.type}>
          <Truncated text={company.name} look="name" />
          <Button isSmall look="ghost" icon="x" label={`Not only of ${company.name}`} onPress={() => amend({ company: null })} />
        </span>
      )}
      <ClearFilters />
    </>
  )
}
