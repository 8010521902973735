import type { ConnectionHealth } from '../../../src-shared/contract/sync.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import { Age } from '../../ui/Age.tsx'
import { Badge } from '../../ui/Badge.tsx'
import type { Column } from '../../ui/Column.ts'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import { Status } from '../../ui/Status.tsx'
import { CONNECTION_WORDS } from './describeHealth.ts'
import styles from './settings.module.css'

export const CONNECTION_COLUMNS: readonly Column<ConnectionHealth>[] = [
  { key: 'connection', head: 'Connection', draw: (connection) => <Name connection={connection} /> },
  { key: 'health', head: 'Health', draw: ({ state }) => <Status {...CONNECTION_WORDS[state]} /> },
  { key: 'key', head: 'Key, last four', width: 132, draw: ({ lastFour }) => <code className={styles.key}>••••{lastFour}</code> },
  { key: 'permissions', head: 'What the key may read', draw: ({ permissions }) => <Permissions permissions={permissions} /> },
  { key: 'seen', head: 'Synced', width: 116, isNumeric: true, draw: ({ lastSuccessAt }) => <Age at={lastSuccessAt} look="ago" /> },
]

function Name({ connection: { provider, account, accountName, mode } }: { connection: ConnectionHealth }) {
  const title = accountName ?? account
  return (
    <div className={styles.connection}>
      <ProviderMark provider={provider} />
      <div className={styles.two}>
        <b>{PROVIDER_TITLES[provider]}</b>
        <small dir="auto" title={`${title} (${account})`}>
          {title}, {mode}
        </small>
      </div>
    </div>
  )
}

const PERMISSION_WORDS = {
  read: { icon: 'check', title: 'The key may read this' },
  none: { icon: 'lock', tone: 'watch', title: 'The key may not read this' },
  unknown: { icon: 'unknown', title: 'Not known until it was tried' },
} as const

function Permissions({ permissions }: Pick<ConnectionHealth, 'permissions'>) {
  return (
    <span className={styles.permissions}>
      {Object.entries(permissions).map(([stream, permission]) => (
        <Badge key={stream} {...PERMISSION_WORDS[permission]}>
          {stream}
        </Badge>
      ))}
    </span>
  )
}
