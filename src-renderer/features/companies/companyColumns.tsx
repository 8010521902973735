import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { MinutesText } from '../../ui/MinutesText.tsx'
import { Nothing } from '../../ui/Nothing.tsx'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import { describeColumns } from '../../ui/rowTable.ts'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './companies.module.css'
import { findNext } from './findNext.ts'
import { ProductPlan } from './ProductPlan.tsx'
import { Revenue } from './Revenue.tsx'
import { Standing } from './Standing.tsx'
import { WorstUse } from './WorstUse.tsx'

const column = describeColumns<CompanyRow>()

export const COMPANY_COLUMNS = column.columns([
  column.accessor('name', {
    header: 'Company',
    enableSorting: true,
    enableHiding: false,
    cell: ({ getValue }) => <Truncated text={getValue()} look="name" />,
  }),
  column.display({
    id: 'plan',
    header: 'Product and plan',
    meta: { width: 246, narrowWidth: 192 },
    cell: ({ row }) => <ProductPlan subscriptions={row.original.subscriptions} />,
  }),
  column.display({
    id: 'status',
    header: 'Status',
    meta: { width: 142, narrowWidth: 136 },
    cell: ({ row }) => <Standing company={row.original} />,
  }),
  column.display({
    id: 'use',
    header: 'Nearest limit',
    meta: { width: 236, narrowWidth: 188, givesWay: 'third' },
    cell: ({ row }) => <WorstUse worst={row.original.worst} />,
  }),
  column.display({
    id: 'hours',
    header: 'Hours left',
    meta: { width: 88, narrowWidth: 82, isNumeric: true, givesWay: 'first' },
    cell: ({ row }) => <HoursLeft hours={row.original.hours} />,
  }),
  column.display({
    id: 'mrr',
    header: 'MRR',
    meta: { width: 136, narrowWidth: 116, isNumeric: true, givesWay: 'third' },
    cell: ({ row }) => <Revenue mrr={row.original.mrr} />,
  }),
  column.display({
    id: 'until',
    header: 'Next',
    meta: { width: 100, narrowWidth: 98, isNumeric: true, givesWay: 'second' },
    cell: ({ row }) => <Next subscriptions={row.original.subscriptions} />,
  }),
  column.accessor('email', {
    header: 'E-mail',
    meta: { width: 220, givesWay: 'first' },
    cell: ({ getValue }) => <Truncated text={getValue()} />,
  }),
  column.accessor('phone', {
    header: 'Phone',
    meta: { width: 150, givesWay: 'first' },
    cell: ({ getValue }) => <Truncated text={getValue()} />,
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
    meta: { width: 86, narrowWidth: 82, givesWay: 'first' },
    cell: ({ row }) => <Marks links={row.original.links} />,
  }),
])

function Since({ at }: { at: CompanyRow['since'] }) {
  return at === null ? <Nothing /> : <InstantText at={at} look="since" />
}

function Next({ subscriptions }: Pick<CompanyRow, 'subscriptions'>) {
  const next = findNext(subscriptions)
  return next === null ? <Nothing /> : <InstantText at={next} look="day" />
}

function HoursLeft({ hours }: Pick<CompanyRow, 'hours'>) {
  return hours === null ? <Nothing /> : <MinutesText minutes={hours.available} isNarrow />
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
