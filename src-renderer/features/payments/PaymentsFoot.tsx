import { formatCount } from '../../ui/formatCount.ts'
import { TableFoot } from '../../ui/TableFoot.tsx'
import { CLOSE_KEY, MOVE_KEYS } from '../../ui/tableKeys.ts'

const ASSIGN_KEY = { keys: ['A'], does: 'assign' }

interface PaymentsFootProps {
  /** Null while unknown. */
  total: number | null
  /** Whether one is in hand that can be assigned. */
  canAssign: boolean
}

/** How many payments the filters leave, and what the keys of the rows do. */
export function PaymentsFoot({ total, canAssign }: PaymentsFootProps) {
  return (
    <TableFoot
      keys={[
        MOVE_KEYS,
        { keys: ['Space'], does: 'details' },
        { keys: ['Enter'], does: 'open company' },
        ...(canAssign ? [ASSIGN_KEY] : []),
        CLOSE_KEY,
      ]}
    >
      {total !== null && (
        <span>
          {formatCount(total)} {total === 1 ? 'payment' : 'payments'}
        </span>
      )}
      <span>Newest first</span>
    </TableFoot>
  )
}
