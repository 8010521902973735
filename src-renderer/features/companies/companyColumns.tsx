import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import type { Column } from '../../ui/Column.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './companies.module.css'
import { EndStatus } from './EndStatus.tsx'

export const COMPANY_COLUMNS: readonly Column<CompanyRow>[] = [
  { key: 'name', head: 'Company', isSortable: true, draw: ({ name }) => <Truncated text={name} look="name" /> },
  { key: 'email', head: 'E-mail', givesWay: 'second', draw: ({ email }) => <Truncated text={email} /> },
  { key: 'phone', head: 'Phone', width: 150, givesWay: 'first', draw: ({ phone }) => <Truncated text={phone} /> },
  { key: 'status', head: 'Status', width: 196, narrowWidth: 150, draw: (row) => <EndStatus company={row} /> },
  {
    key: 'since',
    head: 'Customer since',
    width: 124,
    narrowWidth: 112,
    isNumeric: true,
    isSortable: true,
    draw: ({ since }) => (since === null ? <span className={styles.nothing}>–</span> : <InstantText at={since} look="since" />),
  },
  { key: 'providers', head: 'Providers', width: 96, narrowWidth: 90, draw: ({ links }) => <Marks links={links} /> },
]

function Marks({ links }: Pick<CompanyRow, 'links'>) {
  const providers = [...new Set(links.map(({ provider }) => provider))]
  return (
    <span className={styles.marks}>
      {providers.map((provider) => (
        <ProviderMark key={provider} provider={provider} />
      ))}
    </span>
  )
}
