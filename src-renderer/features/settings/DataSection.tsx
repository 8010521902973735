import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Backup } from '../../../src-shared/contract/backups.ts'
import { describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'
import { useWorkspace } from '../../lib/useWorkspace.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { PlainTable } from '../../ui/PlainTable.tsx'
import { TableSkeleton } from '../../ui/TableSkeleton.tsx'
import { useRowTable } from '../../ui/useRowTable.ts'
import styles from './backups.module.css'
import { ChoreReport } from './ChoreReport.tsx'
import { RestoreDialog } from './RestoreDialog.tsx'
import { Section } from './Section.tsx'
import { toBackupColumns } from './toBackupColumns.tsx'
import { useChores } from './useChores.ts'

const NONE: readonly Backup[] = []

/** The workspace’s database: its backups, whether it is sound, and what is derived of it. */
export function DataSection() {
  const { ask } = useEngine()
  const workspace = useWorkspace().data
  const backups = useQuery(ask.backups.list.queryOptions({ input: {} }))
  const { chore, dismiss, backUp, check, rebuild, restore } = useChores()
  const [chosen, setChosen] = useState<Backup | null>(null)
  const running = backups.data?.running ?? null
  const busy = chore?.state === 'running' || running ? 'Wait until what is under way is done' : null
  const obstacle = busy ?? (workspace?.canWrite === false ? 'This workspace is open to look only' : null)
  const columns = useMemo(() => toBackupColumns(obstacle, setChosen), [obstacle])
  const table = useRowTable({ columns, rows: backups.data?.items ?? NONE, rowKey: ({ name }) => name })
  return (
    <Section
      title="Data"
      note="one backup a day; seven days and four weeks are kept"
      tools={
        <>
          <Button isSmall look="ghost" obstacle={busy} onPress={() => void check()}>
            Check integrity
          </Button>
          <Button isSmall look="ghost" obstacle={obstacle} onPress={() => void rebuild()}>
            Rebuild
          </Button>
          <Button isSmall icon="download" obstacle={obstacle} onPress={() => void backUp()}>
            Back up now
          </Button>
        </>
      }
    >
      {chore && <ChoreReport chore={chore} running={running} onDismiss={dismiss} />}
      {backups.data?.problem && (
        <p className={styles.problem} role="status">
          <Icon name="warn" />
          No backup was made today: {backups.data.problem}
        </p>
      )}
      {backups.isPending && <TableSkeleton label="Backups are loading" table={table} rows={3} />}
      {backups.isError && !backups.data && <ErrorState {...describeError(backups.error)} onRetry={() => void backups.refetch()} />}
      {backups.data?.items.length === 0 && (
        <EmptyState icon="download" title="No backups yet">
          <p>The first is made within minutes of opening this workspace, then one a day. They hold no keys.</p>
        </EmptyState>
      )}
      {backups.data && backups.data.items.length > 0 && (
        <>
          <PlainTable label="Backups" table={table} />
          <p className={styles.place}>
            <Icon name="lock" />
            <span>
              In <code>{backups.data.folder}</code>, on this machine’s disk: copy some elsewhere. They hold no keys.
            </span>
          </p>
        </>
      )}
      {chosen && (
        <RestoreDialog
          backup={chosen}
          workspace={workspace?.name ?? 'this workspace'}
          onClose={() => setChosen(null)}
          onRestore={() => {
            setChosen(null)
            void restore(chosen)
          }}
        />
      )}
    </Section>
  )
}
