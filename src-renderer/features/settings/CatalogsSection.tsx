import { useQuery } from '@tanstack/react-query'
import type { CatalogEntry } from '../../../src-shared/contract/catalogs.ts'
import { describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'
import { Badge } from '../../ui/Badge.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PlainTable } from '../../ui/PlainTable.tsx'
import { describeColumns } from '../../ui/rowTable.ts'
import { TableSkeleton } from '../../ui/TableSkeleton.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import { useRowTable } from '../../ui/useRowTable.ts'
import { Section } from './Section.tsx'

const column = describeColumns<CatalogEntry>()

const COLUMNS = column.columns([
  column.accessor('name', { header: 'Catalog', cell: ({ getValue }) => <Truncated text={getValue()} look="name" /> }),
  column.accessor('product', {
    header: 'Product',
    meta: { givesWay: 'second' },
    cell: ({ getValue }) => <Truncated text={getValue()} look="id" />,
  }),
  column.accessor('version', { header: 'Version', meta: { width: 120 }, cell: ({ getValue }) => <Version version={getValue()} /> }),
  column.accessor(({ plans }) => plans.length, { id: 'plans', header: 'Plans', meta: { width: 96, isNumeric: true } }),
])

const NONE: readonly CatalogEntry[] = []

export function CatalogsSection() {
  const { ask } = useEngine()
  const catalogs = useQuery(ask.catalogs.list.queryOptions({ input: {} }))
  const table = useRowTable({
    columns: COLUMNS,
    rows: catalogs.data?.items ?? NONE,
    rowKey: ({ product, version }) => `${product} ${version}`,
  })
  return (
    <Section title="Catalogs">
      {catalogs.isPending && <TableSkeleton label="Catalogs are loading" table={table} rows={3} />}
      {catalogs.isError && <ErrorState {...describeError(catalogs.error)} onRetry={() => void catalogs.refetch()} />}
      {catalogs.data?.items.length === 0 && (
        <EmptyState icon="plans" title="No catalogs yet">
          <p>A catalog says which plans a product has, with their prices and limits.</p>
        </EmptyState>
      )}
      {catalogs.data && catalogs.data.items.length > 0 && <PlainTable label="Catalogs" table={table} />}
    </Section>
  )
}

function Version({ version }: Pick<CatalogEntry, 'version'>) {
  return version === null ? <Badge title="Ships with Tierdesk; not used by this workspace">template</Badge> : `Version ${version}`
}
