import { type ReactNode, useRef, useState } from 'react'
import type { SyncRun } from '../../../src-shared/contract/sync.ts'
import screen from '../../ui/screen.module.css'
import { useShortcut } from '../../ui/useShortcut.ts'
import { ActivityFoot } from './ActivityFoot.tsx'
import styles from './activity.module.css'
import { RunFilters } from './RunFilters.tsx'
import { RunInspector } from './RunInspector.tsx'
import { RunsList } from './RunsList.tsx'
import { toRunCsv } from './toActivityCsv.ts'
import { useActivityFilter } from './useActivityFilter.ts'
import { useRuns } from './useRuns.ts'

const runKey = ({ id }: SyncRun) => String(id)

/** What each sync of a stream did. @param views how to look at something else */
export function RunsView({ views }: { views: ReactNode }) {
  const { filter } = useActivityFilter()
  const runs = useRuns(filter)
  const [cursorId, setCursorId] = useState<string | null>(null)
  const [openId, setOpenId] = useState<string | null>(null)
  const grid = useRef<HTMLTableElement>(null)
  useShortcut('arrowdown', () => grid.current?.focus({ preventScroll: true }))
  const open = runs.rows.find((row) => runKey(row) === openId)

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
        <RunFilters />
      </div>
      <div className={screen.split}>
        <RunsList runs={runs} rowKey={runKey} cursor={cursor} gridRef={grid} />
        {open && <RunInspector key={runKey(open)} run={open} onClose={close} />}
      </div>
      <ActivityFoot
        total={runs.list.hasNextPage || !runs.list.isSuccess ? null : runs.rows.length}
        words={['run', 'runs']}
        name="sync-runs"
        csv={async (gathering) => toRunCsv(await runs.listAll(gathering))}
        isEmpty={runs.rows.length === 0}
      />
    </div>
  )
}
