import type { UseOfMetric } from '../../../src-shared/contract/usage.ts'
import { useNames } from '../../lib/useNames.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { formatDay } from '../../ui/formatDay.ts'
import { Nothing } from '../../ui/Nothing.tsx'
import numbers from '../../ui/NumbersTable.module.css'
import { NumbersTable } from '../../ui/NumbersTable.tsx'
import { listTrendDays } from './listTrendDays.ts'

interface TrendTableProps {
  products: readonly { product: string; metrics: readonly UseOfMetric[] }[]
}

/** The numbers of the trends, the newest day first. */
export function TrendTable({ products }: TrendTableProps) {
  const names = useNames()
  const { columns, days } = listTrendDays(products)
  // Where two products count something of the same name, the name alone says too little.
  const isShared = products.length > 1
  return (
    <NumbersTable label="Use by day, 30 days" columns={columns.length + 1}>
      <thead>
        <tr>
          <th scope="col">Day</th>
          {columns.map(({ product, metric, kind }) => (
            <th
              key={`${product} ${metric}`}
              scope="col"
              title={`${names.product(product)}: ${kind === 'stock' ? 'how many there were at the end of the day' : 'how many were used that day'}`}
            >
              {names.metric(product, metric)}
              {isShared && <span className={numbers.of}>{names.product(product)}</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.map(({ day, quantities }) => (
          <tr key={day}>
            <th scope="row">{formatDay(day)}</th>
            {columns.map(({ product, metric }, index) => {
              const quantity = quantities[index] ?? null
              return <td key={`${product} ${metric}`}>{quantity === null ? <Nothing /> : formatCount(quantity)}</td>
            })}
          </tr>
        ))}
      </tbody>
    </NumbersTable>
  )
}
