import type { Backup } from '../../../src-shared/contract/backups.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { formatBytes } from '../../ui/formatBytes.ts'
import { Icon } from '../../ui/Icon.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import { KeyValues } from '../../ui/KeyValues.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './backups.module.css'
import { BACKUP_WORDS } from './backupWords.ts'

interface RestoreDialogProps {
  backup: Backup
  workspace: string
  onRestore: () => void
  onClose: () => void
}

/** Says what a restore replaces before it does. */
export function RestoreDialog({ backup, workspace, onRestore, onClose }: RestoreDialogProps) {
  return (
    <Dialog
      icon="warn"
      tone="warn"
      title={`This replaces the data of ${workspace}`}
      consequence="What was recorded after this backup (usage, hours, notes, catalogs) will not be in it. Providers’ data are mirrored again."
      foot={
        <>
          <Button onPress={onRestore}>Restore this backup</Button>
          <span data-first>
            <Button look="primary" onPress={onClose}>
              Keep what is there
            </Button>
          </span>
        </>
      }
      onClose={onClose}
    >
      <div className={styles.facts}>
        <KeyValues
          items={[
            { name: 'Backup of', value: <InstantText at={backup.at} look="moment" /> },
            { name: 'Made', value: BACKUP_WORDS[backup.kind] },
            { name: 'File', value: <Truncated text={backup.name} look="id" /> },
            { name: 'Size', value: formatBytes(backup.bytes) },
          ]}
        />
      </div>
      <ul className={styles.assurances}>
        <li>
          <Icon name="check" />
          The backup is checked first; if anything is wrong with it, nothing changes.
        </li>
        <li>
          <Icon name="lock" />
          What is there now is kept aside in the same folder, and can be restored in turn.
        </li>
      </ul>
    </Dialog>
  )
}
