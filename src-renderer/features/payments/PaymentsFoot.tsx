import { formatCount } from '../../ui/formatCount.ts'
import { TableFoot } from '../../ui/TableFoot.tsx'
import { CLOSE_KEY, MOVE_KEYS } from '../../ui/tableKeys.ts'

/** How many payments the filters leave, and what the keys of the rows do. @param total null while unknown */
export function PaymentsFoot({ total }: { total: number | null }) {
  return (
    <TableFoot keys={[MOVE_KEYS, { keys: ['Space'], does: 'details' }, { keys: ['Enter'], does: 'open company' }, CLOSE_KEY]}>
      {total !== null && (
        <span>
          {formatCount(total)} {total === 1 ? 'payment' : 'payments'}
        </span>
      )}
      <span>Newest first</span>
    </TableFoot>
  )
}
