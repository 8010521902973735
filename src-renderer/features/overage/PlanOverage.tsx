import { useMemo, useRef, useState } from 'react'
import { describeError } from '../../lib/describeError.ts'
import { usePlace } from '../../lib/place.ts'
import type { Names } from '../../lib/useNames.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import screen from '../../ui/screen.module.css'
import { useShortcut } from '../../ui/useShortcut.ts'
import { EveryoneFits } from './EveryoneFits.tsx'
import { listOverageRows } from './listOverageRows.ts'
import { OverageFigures } from './OverageFigures.tsx'
import { OverageFoot } from './OverageFoot.tsx'
import { OverageHead } from './OverageHead.tsx'
import { OverageSkeleton } from './OverageSkeleton.tsx'
import { OverageTable } from './OverageTable.tsx'
import { OverageToolbar } from './OverageToolbar.tsx'
import styles from './overage.module.css'
import type { PlanLimits } from './planLimits.ts'
import { useOverage } from './useOverage.ts'
import { WhatIfPanel } from './WhatIfPanel.tsx'
import { readWhatIf, type WhatIf, writeWhatIf } from './whatIf.ts'

interface PlanOverageProps {
  product: string
  plans: readonly PlanLimits[]
  target: PlanLimits
  names: Names
}

/** Who would not fit the plan, and who would not if its limits were others. */
export function PlanOverage({ product, plans, target, names }: PlanOverageProps) {
  const { at, filter, amend } = usePlace()
  const whatIf = useMemo(() => readWhatIf(filter, target.limits), [filter, target])
  const { before, shown, isTried } = useOverage({ product, plan: target.plan, whatIf, at })
  const [isOpen, setOpen] = useState(isTried)
  const limited = target.limits.flatMap(({ metric, limit }) => ((whatIf[metric] ?? limit) === 'unlimited' ? [] : [metric]))
  const grid = useRef<HTMLTableElement>(null)
  const rows = useMemo(() => listOverageRows(shown.data?.companies ?? []), [shown.data])
  const tryLimits = (tried: WhatIf) => amend({ product, plan: target.plan, filter: writeWhatIf(tried) })
  useShortcut('w', () => setOpen(!isOpen))
  useShortcut('arrowdown', () => grid.current?.focus({ preventScroll: true }))
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc closes the panel, wherever in the screen the focus is
    <div
      className={screen.screen}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return
        event.preventDefault()
        setOpen(false)
      }}
    >
      <OverageHead target={target} product={product} names={names} rows={shown.data ? rows : null} isTried={isTried} at={at}>
        <Button icon="rule" shortcut="W" isOpen={isOpen} onPress={() => setOpen(!isOpen)}>
          What if
        </Button>
      </OverageHead>
      <OverageToolbar product={product} plans={plans} plan={target.plan} names={names}>
        {isTried && (
          <Button isSmall look="ghost" icon="x" onPress={() => tryLimits({})}>
            Reset the limits
          </Button>
        )}
      </OverageToolbar>
      {shown.isError ? (
        <ErrorState {...describeError(shown.error)} onRetry={() => void shown.refetch()} />
      ) : (
        shown.data && <OverageFigures answer={shown.data} limited={limited} names={names} isStale={shown.isPlaceholderData} />
      )}
      <div className={styles.split}>
        <div className={styles.main}>
          {shown.isPending && <OverageSkeleton />}
          {shown.data && rows.length > 0 && (
            <OverageTable
              rows={rows}
              target={target}
              product={product}
              names={names}
              question={JSON.stringify([product, target.plan, whatIf, at])}
              isStale={shown.isPlaceholderData}
              gridRef={grid}
            />
          )}
          {shown.data && rows.length === 0 && (
            <EveryoneFits
              target={target}
              product={product}
              names={names}
              limited={limited}
              isTried={isTried}
              at={at}
              answeredMs={shown.dataUpdatedAt}
            />
          )}
        </div>
        {isOpen && (
          <WhatIfPanel
            target={target}
            product={product}
            names={names}
            whatIf={whatIf}
            before={before.data ?? null}
            then={isTried ? (shown.data ?? null) : (before.data ?? null)}
            onTry={tryLimits}
            onClose={() => setOpen(false)}
          />
        )}
      </div>
      {shown.data && rows.length > 0 && <OverageFoot companies={shown.data.companies.length} rows={rows.length} />}
    </div>
  )
}
