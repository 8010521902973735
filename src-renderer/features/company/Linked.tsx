import type { Company } from '../../../src-shared/contract/companies.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import { Section } from '../../ui/Section.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './aside.module.css'

/** The provider customers that a company is, each by its id; on hover, the account and what the provider has of it. */
export function Linked({ links, customers }: Pick<Company, 'links' | 'customers'>) {
  return (
    <Section title="Linked">
      {links.length === 0 && <p className={styles.quiet}>No provider knows it.</p>}
      <ul className={styles.links}>
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
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
