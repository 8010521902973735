import { formatCount } from '../../ui/formatCount.ts'
import { TableFoot } from '../../ui/TableFoot.tsx'
import { CLOSE_KEY, MOVE_KEYS } from '../../ui/tableKeys.ts'
import type { HoursView } from './HoursToolbar.tsx'

interface HoursFootProps {
  view: HoursView
  count: number
  /** Whether these are all there are. */
  isWhole: boolean
}

/** In which order the rows stand, how many there are, and what their keys do. */
export function HoursFoot({ view, count, isWhole }: HoursFootProps) {
  const noun = view === 'packs' ? (count === 1 ? 'pack' : 'packs') : count === 1 ? 'balance' : 'balances'
  return (
    <TableFoot keys={[MOVE_KEYS, { keys: ['Space'], does: 'ledger' }, { keys: ['Enter'], does: 'open company' }, CLOSE_KEY]}>
      {count > 0 && (
        <span>
          {formatCount(count)}
          {isWhole ? '' : ' or more'} {noun}
        </span>
      )}
      <span>{view === 'packs' ? 'Soonest to expire first' : 'Overage first, then who has least left'}</span>
    </TableFoot>
  )
}
