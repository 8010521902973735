import { skipToken, useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { Company } from '../../../src-shared/contract/companies.ts'
import { useEngine } from '../../lib/engine.ts'
import { useCompanyOffers } from '../../lib/useCompanyOffers.ts'
import { Field } from '../../records/Field.tsx'
import forms from '../../records/form.module.css'
import { RecordDialog } from '../../records/RecordDialog.tsx'
import { CompanyField } from '../../ui/CompanyField.tsx'
import { joinReasons } from './joinReasons.ts'
import styles from './links.module.css'
import { SideBySide } from './SideBySide.tsx'
import { useLinking } from './useLinking.ts'
import type { Proposal } from './useProposals.ts'

interface MergeDialogProps {
  company: Company
  proposals: readonly Proposal[]
  /** Whom it was opened for; null to choose. */
  reviewed: string | null
  onClose: () => void
}

/** Makes one company of two, after both were seen side by side. */
export function MergeDialog({ company, proposals, reviewed, onClose }: MergeDialogProps) {
  const id = useId()
  const { ask } = useEngine()
  const [chosen, setChosen] = useState(reviewed)
  const [found, setFound] = useState<{ id: string; name: string } | null>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const offers = useCompanyOffers(typed, null)
  const other = useQuery(ask.companies.get.queryOptions({ input: chosen === null ? skipToken : { company: chosen } }))
  const { merge } = useLinking(company)
  const fault =
    chosen === null
      ? 'Choose the other company first'
      : chosen === company.id
        ? 'That is this company itself'
        : other.data
          ? null
          : 'The other company is not there yet'

  async function submit(): Promise<boolean> {
    setTried(true)
    if (fault !== null || !other.data) return false
    try {
      await merge.mutateAsync({ other: other.data, reason: reason.trim() })
    } catch {
      // The dialog shows what `merge.error` holds, and keeps what was chosen.
      return false
    }
    return true
  }

  return (
    <RecordDialog
      icon="companies"
      title={`Make one company of ${company.name} and another`}
      consequence={`All customers of the other become ${company.name}’s, with what they paid and what they are on. It can be undone.`}
      action="Make one company"
      isBusy={merge.isPending}
      error={merge.error}
      onSubmit={submit}
      onClose={onClose}
    >
      {proposals.length > 0 && (
        <fieldset className={styles.choices}>
          <legend>May be the same</legend>
          {proposals.map((each) => (
            <label key={each.id}>
              <input
                type="radio"
                name={`${id}same`}
                checked={chosen === each.id}
                onChange={() => {
                  setChosen(each.id)
                  setFound(null)
                }}
              />
              <span>
                <b dir="auto">{each.name}</b> <small>{joinReasons(each.reasons)}</small>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <div className={styles.another}>
        <label htmlFor={`${id}another`}>{proposals.length > 0 ? 'Or another company' : 'The other company'}</label>
        <CompanyField
          id={`${id}another`}
          company={found}
          typed={typed}
          onType={setTyped}
          offers={{ ...offers, rows: offers.rows.filter((row) => row.id !== company.id) }}
          placeholder="Name, e-mail, phone or id"
          onPick={(picked) => {
            setFound(picked)
            setChosen(picked.id)
          }}
          onClear={() => {
            setFound(null)
            setChosen(null)
          }}
        />
        {isTried && fault !== null && (
          <p role="alert" className={styles.refusal}>
            {fault}
          </p>
        )}
      </div>
      {other.data && chosen !== null ? (
        <SideBySide stays={company} joins={other.data} />
      ) : (
        <p className={styles.toCome}>Both stand side by side here once the other is chosen.</p>
      )}
      <div className={forms.wide}>
        <Field label="Because" help="Kept with it; may be empty">
          {(names) => (
            <input
              {...names}
              type="text"
              autoComplete="off"
              maxLength={1000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
      </div>
    </RecordDialog>
  )
}
