import type { OverageAnswer } from '../../../src-shared/contract/plans.ts'
import type { Names } from '../../lib/useNames.ts'
import { Button } from '../../ui/Button.tsx'
import { LimitRow } from './LimitRow.tsx'
import { MovedCompanies } from './MovedCompanies.tsx'
import type { PlanLimits } from './planLimits.ts'
import { WhatIfSum } from './WhatIfSum.tsx'
import styles from './whatIf.module.css'
import { type WhatIf, withLimit } from './whatIf.ts'

interface WhatIfPanelProps {
  target: PlanLimits
  product: string
  names: Names
  whatIf: WhatIf
  /** Who would not fit the plan's own limits; null until that is known. */
  before: OverageAnswer | null
  /** Who would not fit those that are tried. */
  then: OverageAnswer | null
  onTry: (whatIf: WhatIf) => void
  onClose: () => void
}

/** The plan's limits, to be tried as others. Nothing of it changes the catalog. */
export function WhatIfPanel({ target, product, names, whatIf, before, then, onTry, onClose }: WhatIfPanelProps) {
  const isTried = Object.keys(whatIf).length > 0
  return (
    <aside className={styles.panel} aria-label={`What if ${target.name} allowed more or less`}>
      <header className={styles.head}>
        <h2>What if {target.name} allowed</h2>
        <span className={styles.tools}>
          <Button isSmall look="ghost" obstacle={isTried ? null : 'These are the plan’s own limits'} onPress={() => onTry({})}>
            Reset
          </Button>
          <Button isSmall look="ghost" icon="x" label="Close the what-if" onPress={onClose} />
        </span>
      </header>
      <ul className={styles.limits}>
        {target.limits.map((own) => (
          <LimitRow
            key={own.metric}
            name={names.metric(product, own.metric)}
            own={own.limit}
            limit={whatIf[own.metric] ?? own.limit}
            before={before?.counts[own.metric] ?? 0}
            then={then?.counts[own.metric] ?? 0}
            isKnown={before !== null && then !== null}
            onLimit={(limit) => onTry(withLimit(whatIf, own, limit))}
          />
        ))}
      </ul>
      {before && then && <WhatIfSum product={product} before={before.companies.length} then={then.companies.length} isTried={isTried} />}
      {before && then && isTried && <MovedCompanies before={before.companies} then={then.companies} product={product} />}
      <p className={styles.word}>Nothing is saved: the catalog stays as it is. The address keeps what is tried.</p>
    </aside>
  )
}
