import { useRef, useState } from 'react'
import { usePlace } from '../../lib/place.ts'
import { findAsOf, useHealth } from '../../lib/useHealth.ts'
import { Age } from '../../ui/Age.tsx'
import { classes } from '../../ui/classes.ts'
import { PageHead } from '../../ui/PageHead.tsx'
import screen from '../../ui/screen.module.css'
import { useShortcut } from '../../ui/useShortcut.ts'
import { BalancesList } from './BalancesList.tsx'
import { HoursFigures } from './HoursFigures.tsx'
import { HoursFoot } from './HoursFoot.tsx'
import { HoursInspector } from './HoursInspector.tsx'
import { HoursToolbar, type HoursView } from './HoursToolbar.tsx'
import styles from './hours.module.css'
import { balanceKey, packKey } from './hoursRows.ts'
import { PacksList } from './PacksList.tsx'
import { useBalances } from './useBalances.ts'
import { usePacks } from './usePacks.ts'

/** The balances of all companies, their packs, and how each balance came to be. */
export function HoursScreen() {
  const { company, product, at, filter, go, amend } = usePlace()
  const view: HoursView = filter === 'packs' ? 'packs' : 'balances'
  const balances = useBalances({ product, at })
  const packs = usePacks({ product, at })
  const shown = view === 'packs' ? packs : balances
  const connections = useHealth().data?.connections ?? []
  const [cursorId, setCursorId] = useState<string | null>(null)
  const grid = useRef<HTMLTableElement>(null)
  // With nothing in hand, the first arrow takes the list in hand.
  useShortcut('arrowdown', () => grid.current?.focus({ preventScroll: true }))

  const keyed =
    view === 'packs' ? packs.rows.map((row) => ({ key: packKey(row), row })) : balances.rows.map((row) => ({ key: balanceKey(row), row }))
  const pointed = keyed.find(({ key, row }) => key === cursorId && (company === null || row.company === company))
  // A company that the address brought is in hand by its first row.
  const inHand = pointed ?? keyed.find(({ row }) => row.company === company)

  function take(id: string, isOpening: boolean) {
    const row = keyed.find(({ key }) => key === id)?.row
    setCursorId(id)
    // Open details follow the cursor: moving through the list is reading it.
    if (row && (isOpening || company !== null)) amend({ company: row.company })
  }

  function close() {
    amend({ company: null })
    grid.current?.focus({ preventScroll: true })
  }

  const cursor = {
    id: inHand?.key ?? null,
    onMove: (id: string) => take(id, false),
    onOpen: (id: string) => take(id, true),
    onEnter: (id: string) => {
      const row = keyed.find(({ key }) => key === id)?.row
      if (row) go('company', { company: row.company })
    },
  }

  function onView(next: HoursView) {
    setCursorId(null)
    amend({ filter: next === 'packs' ? 'packs' : null })
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc closes the details, wherever in the screen the focus is
    <div
      className={screen.screen}
      onKeyDown={({ key }) => {
        // A dialog takes the key for itself.
        if (key === 'Escape' && company !== null && !document.querySelector('dialog[open]')) close()
      }}
    >
      <PageHead title="Hours">{connections.length > 0 && <Age at={findAsOf(connections)} look="as-of" />}</PageHead>
      <HoursFigures balances={balances} packs={packs} onCompany={(each) => amend({ company: each })} onPacks={() => onView('packs')} />
      <HoursToolbar view={view} balances={balances} packs={packs} onView={onView} />
      <div className={classes(screen.split, styles.split)}>
        {view === 'packs' ? (
          <PacksList packs={packs} cursor={cursor} gridRef={grid} />
        ) : (
          <BalancesList balances={balances} cursor={cursor} gridRef={grid} />
        )}
        {company !== null && (
          <HoursInspector
            key={company}
            company={company}
            name={inHand?.row.name ?? null}
            product={inHand?.row.product ?? product ?? (shown.list.isPending ? undefined : null)}
            onClose={close}
          />
        )}
      </div>
      <HoursFoot view={view} count={shown.rows.length} isWhole={shown.isWhole} />
    </div>
  )
}
