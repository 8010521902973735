import type { Company } from '../../../src-shared/contract/companies.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { KeyValues } from '../../ui/KeyValues.tsx'
import { Section } from '../../ui/Section.tsx'
import { Status } from '../../ui/Status.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './links.module.css'

/** The bank accounts that are a company’s alone: what is paid into one is paid by it. */
export function VirtualAccounts({ accounts }: Pick<Company, 'accounts'>) {
  return (
    <Section title={accounts.length === 1 ? 'Virtual account' : 'Virtual accounts'}>
      {accounts.map(({ provider, number, name, bank, currency, isActive }) => (
        <div key={`${provider} ${number}`} className={styles.account}>
          <KeyValues
            items={[
              { name: 'Bank', value: <Copied text={bank} what="the bank" /> },
              { name: 'Number', value: <Copied text={number} what="the account’s number" /> },
              { name: 'Name', value: <Copied text={name} what="the account’s name" /> },
              {
                name: PROVIDER_TITLES[provider],
                value: (
                  <>
                    {isActive ? <Status icon="active" tone="ok" word="Active" /> : <Status icon="paused" tone="idle" word="Not in use" />}
                    <span className={styles.currency}>{currency}</span>
                  </>
                ),
              },
            ]}
          />
        </div>
      ))}
    </Section>
  )
}

function Copied({ text, what }: { text: string; what: string }) {
  return (
    <>
      <Truncated text={text} />
      {text !== '' && <CopyButton text={text} what={what} />}
    </>
  )
}
