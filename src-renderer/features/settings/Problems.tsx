import type { ConnectionHealth } from '../../../src-shared/contract/sync.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import { CONNECTION_WORDS } from '../../ui/connectionWords.ts'
import { Icon } from '../../ui/Icon.tsx'
import styles from './settings.module.css'

export function Problems({ connections }: { connections: readonly ConnectionHealth[] }) {
  const problems = connections.flatMap(({ provider, state, problems }) => problems.map((text) => ({ provider, state, text })))
  if (problems.length === 0) return null
  return (
    <ul className={styles.problems} aria-label="Problems">
      {problems.map(({ provider, state, text }) => {
        const { tone } = CONNECTION_WORDS[state]
        return (
          <li key={`${provider} ${text}`} data-tone={tone === 'bad' ? 'bad' : 'watch'}>
            <Icon name="warn" />
            <span>
              {PROVIDER_TITLES[provider]}: {text}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
