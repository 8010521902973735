import { type RefObject, useRef, useState } from 'react'
import { usePlace } from '../../lib/place.ts'
import { useChosenCompany } from '../../lib/useChosenCompany.ts'
import { useCompanyOffers } from '../../lib/useCompanyOffers.ts'
import { CompanyField } from '../../ui/CompanyField.tsx'
import { Hidden } from '../../ui/Hidden.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { useShortcut } from '../../ui/useShortcut.ts'
import styles from './activity.module.css'
import { useActivityFilter } from './useActivityFilter.ts'

/** No provider's id is longer. */
const LONGEST = 200
const COMPANY_ID = 'activity-company'

/** Whose events, and about which object: by the company's name, and by an id or how it begins. */
export function EventSearch({ gridRef }: { gridRef: RefObject<HTMLTableElement | null> }) {
  const { company: companyId, at, amend } = usePlace()
  const { filter, narrow } = useActivityFilter()
  const company = useChosenCompany(companyId)
  const [typed, setTyped] = useState<string | null>(null)
  const offers = useCompanyOffers(typed, at)
  const companyField = useRef<HTMLInputElement>(null)
  const objectField = useRef<HTMLInputElement>(null)
  useShortcut('/', () => objectField.current?.focus())
  return (
    <>
      <label htmlFor={COMPANY_ID}>
        <Hidden>Company</Hidden>
      </label>
      <CompanyField
        id={COMPANY_ID}
        ref={companyField}
        company={company}
        typed={typed}
        onType={setTyped}
        offers={offers}
        placeholder="Any company"
        onPick={({ id }) => amend({ company: id })}
        onClear={() => amend({ company: null })}
      />
      <span className={styles.object}>
        <SearchField
          ref={objectField}
          label="Object or event"
          placeholder="Id of an object or event"
          value={filter.object ?? ''}
          onChange={(text) => narrow({ object: text.trim().slice(0, LONGEST) || null })}
          onLeave={() => gridRef.current?.focus({ preventScroll: true })}
        />
      </span>
    </>
  )
}
