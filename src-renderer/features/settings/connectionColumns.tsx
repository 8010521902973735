import type { ConnectionHealth } from '../../../src-shared/contract/sync.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import { Age } from '../../ui/Age.tsx'
import { Badge } from '../../ui/Badge.tsx'
import { CONNECTION_WORDS } from '../../ui/connectionWords.ts'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import { describeColumns } from '../../ui/rowTable.ts'
import { Status } from '../../ui/Status.tsx'
import styles from './settings.module.css'

const column = describeColumns<ConnectionHealth>()

export const CONNECTION_COLUMNS = column.columns([
  column.accessor('provider', { header: 'Connection', cell: ({ row }) => <Name connection={row.original} /> }),
  column.accessor('state', { header: 'Health', cell: ({ getValue }) => <Status {...CONNECTION_WORDS[getValue()]} /> }),
  column.accessor('lastFour', {
    header: 'Key, last four',
    meta: { width: 132 },
    cell: ({ getValue }) => <code className={styles.key}>••••{getValue()}</code>,
  }),
  column.display({
    id: 'permissions',
    header: 'What the key may read',
    cell: ({ row }) => <Permissions permissions={row.original.permissions} />,
  }),
  column.accessor('lastSuccessAt', {
    header: 'Synced',
    meta: { width: 116, isNumeric: true },
    cell: ({ getValue }) => <Age at={getValue()} look="ago" />,
  }),
])

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
