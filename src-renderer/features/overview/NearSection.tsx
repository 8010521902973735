import { useMemo } from 'react'
import type { NearLimit, OverviewAnswer } from '../../../src-shared/contract/overview.ts'
import { usePlace } from '../../lib/place.ts'
import type { Names } from '../../lib/useNames.ts'
import { ExportButton } from '../../ui/ExportButton.tsx'
import { formatCount } from '../../ui/formatCount.ts'
import { PlainTable } from '../../ui/PlainTable.tsx'
import { Section } from '../../ui/Section.tsx'
import { useRowTable } from '../../ui/useRowTable.ts'
import { createNearColumns } from './createNearColumns.tsx'
import { LinkButton } from './LinkButton.tsx'
import { OldestUsage } from './OldestUsage.tsx'
import styles from './overview.module.css'
import { toNearCsv } from './toNearCsv.ts'

interface NearSectionProps {
  near: OverviewAnswer['near']
  names: Names
  /** Ages would be told from another present than the one asked for. */
  isPast: boolean
  /** Whether all are asked for, and not the worst alone. */
  isAll: boolean
  onAll: (isAll: boolean) => void
}

const nearKey = ({ company, product, metric }: NearLimit) => `${company} ${product} ${metric}`

/** The worst of those at 75 % of a limit or above, or all of them. */
export function NearSection({ near: { total, items }, names, isPast, isAll, onAll }: NearSectionProps) {
  const { go } = usePlace()
  const columns = useMemo(() => createNearColumns(names, ({ company, product }) => go('company', { company, product })), [names, go])
  const table = useRowTable({ columns, rows: items, rowKey: nearKey })
  const [first] = items
  return (
    <Section
      title="Near or over a limit"
      note={
        first && (
          <>
            {formatCount(total)}
            {!isPast && <OldestUsage items={items} />}
          </>
        )
      }
      tools={
        first && (
          <>
            <ExportButton name="near-or-over-a-limit" csv={() => toNearCsv(items, names)} />
            {(isAll || total > items.length) && (
              <LinkButton onPress={() => onAll(!isAll)}>{isAll ? 'The worst alone' : `All ${formatCount(total)}`}</LinkButton>
            )}
          </>
        )
      }
    >
      {first ? (
        <PlainTable label="Near or over a limit" table={table} />
      ) : (
        <p className={styles.empty}>Nobody is at 75% of a limit or above.</p>
      )}
    </Section>
  )
}
