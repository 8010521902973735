import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import { describeColumns } from '../../ui/rowTable.ts'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './companies.module.css'
import { EndStatus } from './EndStatus.tsx'

const column = describeColumns<CompanyRow>()

export const COMPANY_COLUMNS = column.columns([
  column.accessor('name', {
    header: 'Company',
    enableSorting: true,
    enableHiding: false,
    cell: ({ getValue }) => <Truncated text={getValue()} look="name" />,
  }),
  column.accessor('email', {
    header: 'E-mail',
    meta: { givesWay: 'second' },
    cell: ({ getValue }) => <Truncated text={getValue()} />,
  }),
  column.accessor('phone', {
    header: 'Phone',
    meta: { width: 150, givesWay: 'first' },
    cell: ({ getValue }) => <Truncated text={getValue()} />,
  }),
  column.display({
    id: 'status',
    header: 'Status',
    meta: { width: 196, narrowWidth: 150 },
    cell: ({ row }) => <EndStatus company={row.original} />,
  }),
  column.accessor('since', {
    header: 'Customer since',
    meta: { width: 124, narrowWidth: 112, isNumeric: true },
    enableSorting: true,
    cell: ({ getValue }) => <Since at={getValue()} />,
  }),
  column.display({
    id: 'providers',
    header: 'Providers',
    meta: { width: 96, narrowWidth: 90, givesWay: 'third' },
    cell: ({ row }) => <Marks links={row.original.links} />,
  }),
])

function Since({ at }: { at: CompanyRow['since'] }) {
  return at === null ? <span className={styles.nothing}>–</span> : <InstantText at={at} look="since" />
}

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
