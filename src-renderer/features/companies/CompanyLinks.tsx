import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { InspectorSection } from '../../ui/Inspector.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './companies.module.css'

/** The provider customers that the company is. */
export function CompanyLinks({ links }: Pick<CompanyRow, 'links'>) {
  return (
    <InspectorSection title="Linked">
      <ul className={styles.links}>
        {links.map(({ provider, ref, deletedAt }) => (
          <li key={`${provider} ${ref}`}>
            <ProviderMark provider={provider} />
            <Truncated text={ref} look="id" />
            <CopyButton text={ref} what={`${PROVIDER_TITLES[provider]} id`} />
            {deletedAt !== null && (
              <span className={styles.ended}>
                deleted <InstantText at={deletedAt} look="day" />
              </span>
            )}
          </li>
        ))}
      </ul>
    </InspectorSection>
  )
}
