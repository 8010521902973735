import { ExportButton } from '../../ui/ExportButton.tsx'
import { formatCount } from '../../ui/formatCount.ts'
import { TableFoot } from '../../ui/TableFoot.tsx'
import { CLOSE_KEY, MOVE_KEYS } from '../../ui/tableKeys.ts'
import { toOutboxCsv } from './toOutboxCsv.ts'
import type { useOutbox } from './useOutbox.ts'

/** How many actions there are, the file of them, and what the keys of the rows do. */
export function OutboxFoot({ outbox: { rows, isWhole, listAll } }: { outbox: ReturnType<typeof useOutbox> }) {
  const total = isWhole ? rows.length : null
  return (
    <TableFoot keys={[MOVE_KEYS, { keys: ['Space'], does: 'details' }, { keys: ['Enter'], does: 'settle' }, CLOSE_KEY]}>
      <span>
        {formatCount(rows.length)}
        {isWhole ? '' : '+'} {rows.length === 1 ? 'action' : 'actions'}
      </span>
      <ExportButton
        name="outbox"
        total={total}
        csv={async (gathering) => toOutboxCsv(await listAll(gathering))}
        obstacle={rows.length === 0 ? 'There are no actions to save' : null}
      />
    </TableFoot>
  )
}
