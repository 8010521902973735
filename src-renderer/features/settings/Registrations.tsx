import { useState } from 'react'
import type { ConnectionHealth } from '../../../src-shared/contract/sync.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import styles from './connections.module.css'
import { RegisterDialog } from './RegisterDialog.tsx'

/** A sign and a colour of each, and what it means. */
const STANDINGS = {
  registered: { icon: 'check', tone: 'ok', words: 'is registered for Pull Transactions' },
  'not-registered': { icon: 'warn', tone: 'watch', words: 'is not registered for Pull Transactions: its payments are not listed' },
  unknown: { icon: 'unknown', tone: 'idle', words: 'was not tried yet: whether it is registered for Pull Transactions is not known' },
} as const

interface RegistrationsProps {
  connections: readonly ConnectionHealth[]
  /** Why nothing can be registered now. */
  obstacle: string | null
}

/** Whether each account gives its lists that gives them only once it was registered, and the way to have it registered. */
export function Registrations({ connections, obstacle }: RegistrationsProps) {
  const [registering, setRegistering] = useState<ConnectionHealth | null>(null)
  const needing = connections.flatMap((connection) =>
    connection.registration === null ? [] : [{ connection, registration: connection.registration }],
  )
  if (needing.length === 0) return null
  return (
    <>
      <ul className={styles.gaps} aria-label="Registrations">
        {needing.map(({ connection, registration }) => {
          const { icon, tone, words } = STANDINGS[registration]
          const { provider, account } = connection
          return (
            <li key={`${provider} ${account}`} data-tone={tone} data-quiet={registration !== 'not-registered'}>
              <Icon name={icon} />
              <span>
                {PROVIDER_TITLES[provider]}: short code {account} {words}
              </span>
              {registration !== 'registered' && (
                <Button isSmall obstacle={obstacle} onPress={() => setRegistering(connection)}>
                  Register…
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {registering && <RegisterDialog connection={registering} onClose={() => setRegistering(null)} />}
    </>
  )
}
