import type { ConnectionHealth } from '../../../src-shared/contract/sync.ts'
import { toIso } from '../../../src-shared/model/instant.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import { CONNECTION_WORDS } from '../../ui/connectionWords.ts'
import { Icon } from '../../ui/Icon.tsx'
import { SentenceText } from '../../ui/SentenceText.tsx'
import styles from './settings.module.css'

/** What is wrong with each connection; its gaps are told below, with the way to close them. */
export function Problems({ connections }: { connections: readonly ConnectionHealth[] }) {
  const problems = connections.flatMap((connection) => {
    const { provider, state } = connection
    return listBesideGaps(connection).map((text) => ({ provider, state, text }))
  })
  if (problems.length === 0) return null
  return (
    <ul className={styles.problems} aria-label="Problems">
      {problems.map(({ provider, state, text }) => {
        const { tone } = CONNECTION_WORDS[state]
        return (
          <li key={`${provider} ${text}`} data-tone={tone === 'bad' ? 'bad' : 'watch'}>
            <Icon name="warn" />
            <span>
              {PROVIDER_TITLES[provider]}: <SentenceText text={text} />
            </span>
          </li>
        )
      })}
    </ul>
  )
}

/** The engine's sentence of a gap names both of its ends. */
function listBesideGaps({ problems, gaps }: ConnectionHealth): string[] {
  const spans = gaps.flatMap(({ from, until, closedAt }) => (from === null || closedAt !== null ? [] : [[toIso(from), toIso(until)]]))
  return problems.filter((text) => !spans.some((ends) => ends.every((end) => text.includes(end))))
}
