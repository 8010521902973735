import { ExportButton } from '../../ui/ExportButton.tsx'
import { formatCount } from '../../ui/formatCount.ts'
import { TableFoot } from '../../ui/TableFoot.tsx'
import { CLOSE_KEY, MOVE_KEYS } from '../../ui/tableKeys.ts'
import type { Gathering } from '../../ui/useCsvFile.ts'

interface ActivityFootProps {
  /** Null while unknown. */
  total: number | null
  /** Of one, and of many. */
  words: readonly [one: string, many: string]
  /** Of the file. */
  name: string
  /** All rows that the filters leave, those not yet loaded too. */
  csv: (gathering: Gathering) => Promise<string>
  isEmpty: boolean
  /** What the key does; without it, it does nothing of its own. */
  onEnter?: string
}

/** How many there are, the file of all of them, and what the keys of the rows do. */
export function ActivityFoot({ total, words: [one, many], name, csv, isEmpty, onEnter }: ActivityFootProps) {
  return (
    <TableFoot
      keys={[MOVE_KEYS, { keys: ['Space'], does: 'details' }, ...(onEnter ? [{ keys: ['Enter'], does: onEnter }] : []), CLOSE_KEY]}
    >
      {total !== null && (
        <span>
          {formatCount(total)} {total === 1 ? one : many}
        </span>
      )}
      <span>Newest first</span>
      <ExportButton name={name} csv={csv} total={total} obstacle={isEmpty ? `There are no ${many} to save` : null} />
    </TableFoot>
  )
}
