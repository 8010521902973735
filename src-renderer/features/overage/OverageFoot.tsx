import { formatCount } from '../../ui/formatCount.ts'
import { TableFoot } from '../../ui/TableFoot.tsx'
import { MOVE_KEYS } from '../../ui/tableKeys.ts'
import { countCompanies } from './countCompanies.ts'
import styles from './overage.module.css'

export function OverageFoot({ companies, rows }: { companies: number; rows: number }) {
  return (
    <TableFoot keys={[MOVE_KEYS, { keys: ['Enter'], does: 'open' }, { keys: ['W'], does: 'what if' }]}>
      <span>
        {countCompanies(companies)}, {formatCount(rows)} {rows === 1 ? 'resource' : 'resources'} over
      </span>
      <span className={styles.word}>Over means archive first; nothing here changes a plan</span>
    </TableFoot>
  )
}
