import { useState } from 'react'
import type { Company } from '../../../src-shared/contract/companies.ts'
import { useRecordObstacle } from '../../records/useRecordObstacle.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { classes } from '../../ui/classes.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import { Section } from '../../ui/Section.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './aside.module.css'
import { MergeDialog } from './MergeDialog.tsx'
import { Proposals } from './Proposals.tsx'
import { Refusal } from './Refusal.tsx'
import { useLinking } from './useLinking.ts'
import { useProposals } from './useProposals.ts'

/** The provider customers that a company is, each by its id; on hover, the account and what the provider has of it. */
export function Linked({ company }: { company: Company }) {
  const { links, customers } = company
  const obstacle = useRecordObstacle()
  const proposals = useProposals(company.id)
  const { takeOut } = useLinking(company)
  /** Who may be the same; null while none is chosen. Undefined while the dialog is closed. */
  const [reviewed, setReviewed] = useState<string | null | undefined>()
  return (
    <Section
      title="Linked"
      tools={
        <Button isSmall look="ghost" icon="plus" obstacle={obstacle} onPress={() => setReviewed(null)}>
          Make one company…
        </Button>
      }
    >
      {links.length === 0 && <p className={styles.quiet}>No provider knows it.</p>}
      <ul className={classes(styles.links, links.length > 1 && styles.crowded)}>
        {links.map(({ provider, ref, deletedAt }) => {
          const customer = customers.find((each) => each.provider === provider && each.ref === ref)
          return (
            <li key={`${provider} ${ref}`} title={customer && [customer.account, customer.name, customer.email].filter(Boolean).join(', ')}>
              <ProviderMark provider={provider} />
              <Truncated text={ref} look="id" />
              <CopyButton text={ref} what={ref} />
              <span className={styles.read}>
                {deletedAt === null ? (
                  customer && (
                    <>
                      seen <InstantText at={customer.fetchedAt} look="time" />
                    </>
                  )
                ) : (
                  <>
                    deleted <InstantText at={deletedAt} look="day" />
                  </>
                )}
              </span>
              {links.length > 1 && (
                <Button
                  isSmall
                  look="ghost"
                  label={`Take out ${ref}`}
                  obstacle={obstacle ?? (takeOut.isPending ? 'It is being recorded' : null)}
                  onPress={() => takeOut.mutate({ provider, ref })}
                >
                  Take out
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      <Refusal error={takeOut.error} />
      <Proposals proposals={proposals} obstacle={obstacle} onReview={setReviewed} />
      {reviewed !== undefined && (
        <MergeDialog company={company} proposals={proposals} reviewed={reviewed} onClose={() => setReviewed(undefined)} />
      )}
    </Section>
  )
}
