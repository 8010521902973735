import type { ReactNode } from 'react'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { findAsOf, useHealth } from '../../lib/useHealth.ts'
import type { Names } from '../../lib/useNames.ts'
import { Age } from '../../ui/Age.tsx'
import { Badge } from '../../ui/Badge.tsx'
import { ExportButton } from '../../ui/ExportButton.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import screen from '../../ui/screen.module.css'
import type { OverageRow } from './listOverageRows.ts'
import type { PlanLimits } from './planLimits.ts'
import { toOverageCsv } from './toOverageCsv.ts'

interface OverageHeadProps {
  target: PlanLimits
  product: string
  names: Names
  /** Null until they are there. */
  rows: readonly OverageRow[] | null
  isTried: boolean
  at: Instant | null
  /** Beside the export. */
  children: ReactNode
}

export function OverageHead({ target, product, names, rows, isTried, at, children }: OverageHeadProps) {
  const connections = useHealth().data?.connections ?? []
  return (
    <PageHead
      title={`Who would not fit ${target.name}?`}
      tools={
        <>
          <ExportButton
            name={`overage-${product}-${target.plan}${isTried ? '-what-if' : ''}`}
            obstacle={rows ? null : 'The companies are not there yet'}
            csv={() => toOverageCsv(rows ?? [], product, names)}
          />
          {children}
        </>
      }
    >
      {isTried && (
        <Badge tone="trial" icon="rule">
          What if
        </Badge>
      )}
      {at !== null && (
        <span className={screen.asOf}>
          as of <InstantText at={at} look="moment" />
        </span>
      )}
      {at === null && connections.length > 0 && <Age at={findAsOf(connections)} look="as-of" />}
    </PageHead>
  )
}
