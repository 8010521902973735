import { type FocusEvent, type KeyboardEvent, useId, useRef } from 'react'
import { Button } from './Button.tsx'
import styles from './ColumnsMenu.module.css'
import type { RowTable } from './rowTable.ts'

/** Which columns of a table are shown. What pops up, and goes away with Esc or a press elsewhere, is the browser's own. */
export function ColumnsMenu<Row extends object>({ table }: { table: RowTable<Row> }) {
  const id = useId()
  const popover = useRef<HTMLDivElement>(null)

  function onKeyDown(event: KeyboardEvent) {
    // This Esc closes the popover, and nothing else on the screen.
    if (event.key === 'Escape' && popover.current?.matches(':popover-open')) event.stopPropagation()
  }

  function onBlur({ currentTarget, relatedTarget }: FocusEvent) {
    // Left with Tab, it would stand over what has the focus now. With no next target, the window itself was left.
    if (relatedTarget && !currentTarget.contains(relatedTarget)) popover.current?.hidePopover()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens to what its parts let through
    <div className={styles.menu} onKeyDown={onKeyDown} onBlur={onBlur}>
      <Button icon="columns" popover={id}>
        Columns
      </Button>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset draws its own frame and legend */}
      <div
        ref={popover}
        id={id}
        popover="auto"
        role="group"
        aria-label="Columns to show"
        className={styles.popover}
        onToggle={({ newState }) => {
          if (newState === 'open') popover.current?.querySelector('input')?.focus()
        }}
      >
        {table
          .getAllLeafColumns()
          .filter((column) => column.getCanHide())
          .map((column) => (
            <Choice key={column.id} column={column} />
          ))}
      </div>
    </div>
  )
}

function Choice<Row extends object>({ column }: { column: ReturnType<RowTable<Row>['getAllLeafColumns']>[number] }) {
  const name = String(column.columnDef.header)
  const note = column.columnDef.meta?.givesWay && 'if there is room'
  return (
    <label className={styles.choice}>
      <input
        type="checkbox"
        className={styles.box}
        aria-label={name}
        aria-description={note}
        checked={column.getIsVisible()}
        onChange={column.getToggleVisibilityHandler()}
      />
      {name}
      {note && <small className={styles.note}>{note}</small>}
    </label>
  )
}
