import type { UseOfCompany } from '../../../src-shared/contract/usage.ts'
import type { UseLevel } from '../../../src-shared/model/useLevel.ts'
import type { Names } from '../../lib/useNames.ts'
import { ExportButton } from '../../ui/ExportButton.tsx'
import { formatCount } from '../../ui/formatCount.ts'
import { TableFoot } from '../../ui/TableFoot.tsx'
import { MOVE_KEYS } from '../../ui/tableKeys.ts'
import type { Gathering } from '../../ui/useCsvFile.ts'
import { toLevelWords } from './toLevelWords.ts'
import { toRankingCsv } from './toRankingCsv.ts'

interface RankingFootProps {
  total: number | null
  level: UseLevel | null
  /** Of the table, those not yet loaded too. */
  listAll: (gathering: Gathering) => Promise<UseOfCompany[]>
  product: string
  fileName: string
  names: Names
}

export function RankingFoot({ total, level, listAll, product, fileName, names }: RankingFootProps) {
  return (
    <TableFoot keys={[MOVE_KEYS, { keys: ['Enter'], does: 'open' }, { keys: ['/'], does: 'company' }]}>
      {total !== null && (
        <span>
          {formatCount(total)} {total === 1 ? 'company' : 'companies'}
          {level !== null && `, ${toLevelWords(level)}`}
        </span>
      )}
      <ExportButton name={fileName} total={total} csv={async (gathering) => toRankingCsv(await listAll(gathering), product, names)} />
    </TableFoot>
  )
}
