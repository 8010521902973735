import { useQuery } from '@tanstack/react-query'
import type { Company } from '../../../src-shared/contract/companies.ts'
import type { EntitlementAnswer } from '../../../src-shared/contract/entitlements.ts'
import { useEngine } from '../../lib/engine.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { InspectorSection } from '../../ui/Inspector.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import { KeyValues } from '../../ui/KeyValues.tsx'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './company.module.css'

interface CompanyAsideProps {
  company: Company
  entitlements: readonly EntitlementAnswer[]
}

/** What belongs to a company beside its figures: where it is known, what was noted, what happened. */
export function CompanyAside({ company, entitlements }: CompanyAsideProps) {
  const { ask } = useEngine()
  const notes = useQuery(ask.notes.list.queryOptions({ input: { company: company.id } })).data?.items ?? []
  const happened = entitlements
    .flatMap(({ why }) => why)
    .map(({ at, text, rule, fact }) => ({ at, text, rule, ref: fact?.ref ?? null }))
    .sort((a, b) => b.at - a.at)
  return (
    <aside className={styles.aside} aria-label={`About ${company.name}`}>
      <InspectorSection title="Details">
        <KeyValues
          items={[
            { name: 'Phone', value: <Copied text={company.phone} what="phone" /> },
            { name: 'Since', value: company.since === null ? <Truncated text={null} /> : <InstantText at={company.since} look="since" /> },
            { name: 'Our id', value: <Copied text={company.id} what="our id" /> },
          ]}
        />
      </InspectorSection>
      <InspectorSection title="Linked">
        <ul className={styles.links}>
          {company.links.map(({ provider, ref, deletedAt }) => (
            <li key={`${provider} ${ref}`}>
              <ProviderMark provider={provider} />
              <Truncated text={ref} look="id" />
              <CopyButton text={ref} what={ref} />
              {deletedAt !== null && <span className={styles.faint}>deleted</span>}
            </li>
          ))}
        </ul>
      </InspectorSection>
      {notes.length > 0 && (
        <InspectorSection title="Notes">
          <ul className={styles.timeline}>
            {notes.map(({ key, at, text }) => (
              <li key={key}>
                <InstantText at={at} look="moment" className={styles.faint} />
                <p className={styles.noteText}>{text}</p>
              </li>
            ))}
          </ul>
        </InspectorSection>
      )}
      <InspectorSection title="Timeline">
        {happened.length === 0 && <p className={styles.quiet}>Nothing has happened that decides anything.</p>}
        <ul className={styles.timeline}>
          {happened.map(({ at, text, rule, ref }) => (
            <li key={`${at} ${rule} ${text}`}>
              <InstantText at={at} look="moment" className={styles.faint} />
              <p>{text}</p>
              <span className={styles.whySource}>
                <code className={styles.rule}>
                  <Icon name="rule" size={12} />
                  {rule}
                </code>
                {ref && <code className={styles.ref}>{ref}</code>}
              </span>
            </li>
          ))}
        </ul>
      </InspectorSection>
    </aside>
  )
}

function Copied({ text, what }: { text: string | null; what: string }) {
  return (
    <>
      <Truncated text={text} look="id" />
      {text && <CopyButton text={text} what={what} />}
    </>
  )
}
