import { useQuery } from '@tanstack/react-query'
import type { CatalogEntry } from '../../../src-shared/contract/catalogs.ts'
import { describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'
import { Badge } from '../../ui/Badge.tsx'
import type { Column } from '../../ui/Column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PlainTable } from '../../ui/PlainTable.tsx'
import { TableSkeleton } from '../../ui/TableSkeleton.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import { Section } from './Section.tsx'

const COLUMNS: readonly Column<CatalogEntry>[] = [
  { key: 'name', head: 'Catalog', draw: ({ name }) => <Truncated text={name} look="name" /> },
  { key: 'product', head: 'Product', givesWay: 'second', draw: ({ product }) => <Truncated text={product} look="id" /> },
  {
    key: 'version',
    head: 'Version',
    width: 120,
    draw: ({ version }) =>
      version === null ? <Badge title="Ships with Tierdesk; not used by this workspace">template</Badge> : `Version ${version}`,
  },
  { key: 'plans', head: 'Plans', width: 96, isNumeric: true, draw: ({ plans }) => plans.length },
]

export function CatalogsSection() {
  const { ask } = useEngine()
  const catalogs = useQuery(ask.catalogs.list.queryOptions({ input: {} }))
  return (
    <Section title="Catalogs">
      {catalogs.isPending && <TableSkeleton label="Catalogs are loading" columns={COLUMNS} rows={3} />}
      {catalogs.isError && <ErrorState {...describeError(catalogs.error)} onRetry={() => void catalogs.refetch()} />}
      {catalogs.data?.items.length === 0 && (
        <EmptyState icon="plans" title="No catalogs yet">
          <p>A catalog says which plans a product has, with their prices and limits.</p>
        </EmptyState>
      )}
      {catalogs.data && catalogs.data.items.length > 0 && (
        <PlainTable
          label="Catalogs"
          columns={COLUMNS}
          rows={catalogs.data.items}
          rowKey={({ product, version }) => `${product} ${version}`}
        />
      )}
    </Section>
  )
}
