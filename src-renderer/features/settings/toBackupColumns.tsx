import type { Backup } from '../../../src-shared/contract/backups.ts'
import { Button } from '../../ui/Button.tsx'
import { formatBytes } from '../../ui/formatBytes.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { describeColumns } from '../../ui/rowTable.ts'
import { Status } from '../../ui/Status.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import { BACKUP_WORDS } from './backupWords.ts'

const column = describeColumns<Backup>()

/** @param obstacle why none can be restored now */
export function toBackupColumns(obstacle: string | null, onRestore: (backup: Backup) => void) {
  return column.columns([
    column.accessor('at', { header: 'Made', meta: { width: 168 }, cell: ({ getValue }) => <InstantText at={getValue()} look="moment" /> }),
    column.accessor('kind', { header: 'Why', meta: { width: 172 }, cell: ({ getValue }) => BACKUP_WORDS[getValue()] }),
    column.accessor('isVerified', {
      header: 'Verified',
      meta: { width: 136 },
      cell: ({ getValue }) => <Verified isVerified={getValue()} />,
    }),
    column.accessor('name', {
      header: 'File',
      meta: { givesWay: 'first' },
      cell: ({ getValue }) => <Truncated text={getValue()} look="id" />,
    }),
    column.accessor('bytes', { header: 'Size', meta: { width: 88, isNumeric: true }, cell: ({ getValue }) => formatBytes(getValue()) }),
    column.display({
      id: 'restore',
      header: '',
      meta: { width: 104, isNumeric: true },
      cell: ({ row }) => (
        <Button isSmall look="ghost" obstacle={obstacle} label={`Restore ${row.original.name}`} onPress={() => onRestore(row.original)}>
          Restore…
        </Button>
      ),
    }),
  ])
}

function Verified({ isVerified }: Pick<Backup, 'isVerified'>) {
  return isVerified ? (
    <Status icon="check" tone="ok" word="Read back" title="It was read back whole before it was kept" />
  ) : (
    <Status icon="unknown" tone="idle" word="As it was" title="Kept as it was when another took its place; a restore looks at it first" />
  )
}
