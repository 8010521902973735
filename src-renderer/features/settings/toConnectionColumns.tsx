import type { ConnectionHealth } from '../../../src-shared/contract/sync.ts'
import { PROVIDER_TITLES, type ProviderName } from '../../../src-shared/model/provider.ts'
import { Age } from '../../ui/Age.tsx'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { CONNECTION_WORDS } from '../../ui/connectionWords.ts'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import { describeColumns } from '../../ui/rowTable.ts'
import { Status } from '../../ui/Status.tsx'
import styles from './settings.module.css'

const column = describeColumns<ConnectionHealth>()

/** @param obstacle why no key can be replaced now */
export function toConnectionColumns(obstacle: string | null, onReplace: (provider: ProviderName) => void) {
  return column.columns([
    column.accessor('provider', {
      header: 'Connection',
      meta: { width: 280, narrowWidth: 228 },
      cell: ({ row }) => <Name connection={row.original} />,
    }),
    column.accessor('state', {
      header: 'Health',
      meta: { width: 240, narrowWidth: 196 },
      cell: ({ getValue }) => <Status {...CONNECTION_WORDS[getValue()]} />,
    }),
    column.accessor('lastFour', {
      header: 'Key, last four',
      meta: { width: 184, narrowWidth: 164 },
      cell: ({ row: { original } }) => (
        <span className={styles.keyAndWay}>
          <code className={styles.key}>••••{original.lastFour}</code>
          <Button
            isSmall
            look="ghost"
            obstacle={obstacle}
            label={`Replace ${PROVIDER_TITLES[original.provider]} key`}
            onPress={() => onReplace(original.provider)}
          >
            Replace
          </Button>
        </span>
      ),
    }),
    column.display({
      id: 'permissions',
      header: 'What the key may read',
      cell: ({ row }) => <Permissions permissions={row.original.permissions} />,
    }),
    column.accessor('lastSuccessAt', {
      header: 'Synced',
      meta: { width: 124, narrowWidth: 124, isNumeric: true },
      cell: ({ getValue }) => <Age at={getValue()} look="ago" />,
    }),
  ])
}

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
  unknown: { icon: 'unknown', title: 'The provider does not offer this, or it was not tried yet' },
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
