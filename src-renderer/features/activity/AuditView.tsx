import { type ReactNode, useRef, useState } from 'react'
import type { AuditEntry } from '../../../src-shared/contract/audit.ts'
import { describeError } from '../../lib/describeError.ts'
import { usePlace } from '../../lib/place.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import screen from '../../ui/screen.module.css'
import { TableSkeleton } from '../../ui/TableSkeleton.tsx'
import { useRowTable } from '../../ui/useRowTable.ts'
import { useShortcut } from '../../ui/useShortcut.ts'
import { ActivityFoot } from './ActivityFoot.tsx'
import { AuditFilters } from './AuditFilters.tsx'
import { AuditInspector } from './AuditInspector.tsx'
import styles from './activity.module.css'
import { AUDIT_COLUMNS } from './auditColumns.tsx'
import { toAuditCsv } from './toAuditCsv.ts'
import { useActivityFilter } from './useActivityFilter.ts'
import { useAudit } from './useAudit.ts'

const entryKey = ({ id }: AuditEntry) => id

/** Who decided what and why, and what became of it. @param views how to look at something else */
export function AuditView({ views }: { views: ReactNode }) {
  const { go } = usePlace()
  const { filter, isNarrowed, clear } = useActivityFilter()
  const audit = useAudit(filter)
  const { list, rows, question, onNearEnd } = audit
  const table = useRowTable({ columns: AUDIT_COLUMNS, rows, rowKey: entryKey })
  const [cursorId, setCursorId] = useState<string | null>(null)
  const [openId, setOpenId] = useState<string | null>(null)
  const grid = useRef<HTMLTableElement>(null)
  useShortcut('arrowdown', () => grid.current?.focus({ preventScroll: true }))
  const open = rows.find((row) => entryKey(row) === openId)
  const toAction = (id: string) => {
    const entry = rows.find((row) => entryKey(row) === id)
    if (entry) go('outbox', { filter: `action:${entry.action}` })
  }

  function close() {
    setOpenId(null)
    grid.current?.focus({ preventScroll: true })
  }

  const cursor = {
    id: cursorId,
    onMove: (id: string) => {
      setCursorId(id)
      if (open) setOpenId(id)
    },
    onOpen: (id: string) => {
      setCursorId(id)
      setOpenId(id)
    },
    onEnter: toAction,
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc closes the details, wherever in the view the focus is
    <div
      className={styles.view}
      onKeyDown={({ key }) => {
        if (key === 'Escape' && open) close()
      }}
    >
      <div className={styles.toolbar}>
        {views}
        <AuditFilters rows={rows} />
        <span className={styles.note}>Each entry is chained to the one before it</span>
      </div>
      <div className={screen.split}>
        {list.isError ? (
          <ErrorState {...describeError(list.error)} onRetry={() => void list.refetch()} />
        ) : list.isPending ? (
          <TableSkeleton label="The audit log is loading" table={table} rows={14} />
        ) : rows.length === 0 && isNarrowed ? (
          <EmptyState icon="filter" title="No entry is like that" actions={<Button onPress={clear}>Show all entries</Button>}>
            <p>The log keeps every step of every action.</p>
          </EmptyState>
        ) : rows.length === 0 ? (
          <EmptyState icon="note" title="Nothing was decided yet">
            <p>Each action stands here with who asked for it, why, and what became of it, from the first press to the last answer.</p>
          </EmptyState>
        ) : (
          <DataTable
            ref={grid}
            label="Audit log"
            table={table}
            list={{ total: list.hasNextPage ? null : rows.length, question, isStale: list.isPlaceholderData, onNearEnd }}
            cursor={cursor}
          />
        )}
        {open && <AuditInspector entry={open} onAction={() => toAction(entryKey(open))} onClose={close} />}
      </div>
      <ActivityFoot
        total={list.hasNextPage || !list.isSuccess ? null : rows.length}
        words={['entry', 'entries']}
        name="audit-log"
        csv={async (gathering) => toAuditCsv(await audit.listAll(gathering))}
        isEmpty={rows.length === 0}
        onEnter="open action"
      />
    </div>
  )
}
