import type { ConnectionHealth } from '../../../src-shared/contract/sync.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import { Age } from '../../ui/Age.tsx'
import { CONNECTION_WORDS } from '../../ui/connectionWords.ts'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import { SentenceText } from '../../ui/SentenceText.tsx'
import { Status } from '../../ui/Status.tsx'
import styles from './sync.module.css'

/** How one connection does: its state in words, how old what it brought is, and what stands in its way. */
export function ConnectionLine({ connection }: { connection: ConnectionHealth }) {
  const { provider, account, accountName, state, lastSuccessAt, problems } = connection
  return (
    <li>
      <div className={styles.head}>
        <ProviderMark provider={provider} />
        <b>{PROVIDER_TITLES[provider]}</b>
        <Status {...CONNECTION_WORDS[state]} />
        <span className={styles.age}>
          <Age at={lastSuccessAt} look="ago" />
        </span>
      </div>
      {problems.length === 0 ? (
        <p className={styles.more} dir="auto">
          {accountName ?? account}
        </p>
      ) : (
        problems.map((problem) => (
          <p key={problem} className={styles.problem}>
            <SentenceText text={problem} />
          </p>
        ))
      )}
    </li>
  )
}
