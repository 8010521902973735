import { formatProposed } from '../../actions/formatProposed.ts'
import { ExportButton } from '../../ui/ExportButton.tsx'
import { formatCount } from '../../ui/formatCount.ts'
import { TableFoot } from '../../ui/TableFoot.tsx'
import { CLOSE_KEY, MOVE_KEYS } from '../../ui/tableKeys.ts'
import { isProposal } from './outboxRow.ts'
import { toOutboxCsv } from './toOutboxCsv.ts'
import type { useOutbox } from './useOutbox.ts'

/** How many actions there are, the file of them, and what the keys of the rows do. */
export function OutboxFoot({ outbox: { rows, isWhole, listAll } }: { outbox: ReturnType<typeof useOutbox> }) {
  const total = isWhole ? rows.length : null
  const proposed = rows.filter(isProposal).length
  const actions = rows.length - proposed
  const words = [
    ...(actions > 0 || proposed === 0 ? [`${formatCount(actions)}${isWhole ? '' : '+'} ${actions === 1 ? 'action' : 'actions'}`] : []),
    ...(proposed > 0 ? [`${formatProposed(proposed)} proposed`] : []),
  ]
  return (
    <TableFoot keys={[MOVE_KEYS, { keys: ['Space'], does: 'details' }, { keys: ['Enter'], does: 'settle, retry' }, CLOSE_KEY]}>
      <span>{words.join(', ')}</span>
      <ExportButton
        name="outbox"
        total={total}
        csv={async (gathering) => toOutboxCsv(await listAll(gathering))}
        obstacle={rows.length === 0 ? 'There is nothing to save' : null}
      />
    </TableFoot>
  )
}
