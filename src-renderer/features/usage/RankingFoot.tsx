import type { UseOfCompany } from '../../../src-shared/contract/usage.ts'
import type { UseLevel } from '../../../src-shared/model/useLevel.ts'
import type { Names } from '../../lib/useNames.ts'
import { ExportButton } from '../../ui/ExportButton.tsx'
import { formatCount } from '../../ui/formatCount.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import type { Gathering } from '../../ui/useCsvFile.ts'
import { toLevelWords } from './toLevelWords.ts'
import { toRankingCsv } from './toRankingCsv.ts'
import styles from './usage.module.css'

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
    <footer className={styles.foot}>
      {total !== null && (
        <span>
          {formatCount(total)} {total === 1 ? 'company' : 'companies'}
          {level !== null && `, ${toLevelWords(level)}`}
        </span>
      )}
      <ExportButton name={fileName} total={total} csv={async (gathering) => toRankingCsv(await listAll(gathering), product, names)} />
      <span className={styles.keys}>
        <span>
          <Kbd>↑</Kbd>
          <Kbd>↓</Kbd> move
        </span>
        <span>
          <Kbd>Enter</Kbd> open
        </span>
        <span>
          <Kbd>/</Kbd> company
        </span>
      </span>
    </footer>
  )
}
