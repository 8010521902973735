import { Skeleton } from '../../ui/Skeleton.tsx'

const WIDTHS = ['62%', '48%', '71%', '55%', '66%']

/** Rows to come, in the shape of their table. */
export function SkeletonRows({ rows, columns }: { rows: number; columns: number }) {
  return Array.from({ length: rows }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
    <tr key={row}>
      {Array.from({ length: columns }, (_, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: so are their cells
        <td key={column}>
          <Skeleton width={WIDTHS[(row * 3 + column * 2) % WIDTHS.length] ?? '50%'} />
        </td>
      ))}
    </tr>
  ))
}
