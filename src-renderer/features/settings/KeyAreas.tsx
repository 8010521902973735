import { useQuery } from '@tanstack/react-query'
import { ACTION_AREAS } from '../../../src-shared/model/action.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import { AREA_WORDS } from '../../actions/describePermission.ts'
import { describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Status } from '../../ui/Status.tsx'
import styles from './actions.module.css'

const WORDS = {
  yes: { icon: 'check', tone: 'ok', word: 'May' },
  no: { icon: 'lock', tone: 'watch', word: 'May not' },
  unknown: { icon: 'unknown', tone: 'idle', word: 'Not known' },
  'not-offered': { icon: 'expired', tone: 'idle', word: 'Not offered' },
} as const

/** What each key may change, as far as is known. */
export function KeyAreas() {
  const { ask } = useEngine()
  const { data, error, refetch } = useQuery(ask.actions.permissions.queryOptions({ input: {} }))
  if (error) return <ErrorState {...describeError(error)} onRetry={() => void refetch()} />
  if (!data)
    return (
      <div role="status" aria-label="What the keys may change is asked for">
        <Skeleton width="60%" />
      </div>
    )
  if (data.items.length === 0) return <p className={styles.none}>No provider is connected: nothing is sent anywhere.</p>
  return (
    <table className={styles.table} aria-label="What the keys may change">
      <thead>
        <tr>
          <th scope="col">The key may change</th>
          {data.items.map(({ provider }) => (
            <th key={provider} scope="col">
              {PROVIDER_TITLES[provider]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ACTION_AREAS.map((area) => (
          <tr key={area}>
            <th scope="row" className={styles.area}>
              {AREA_WORDS[area]}
            </th>
            {data.items.map(({ provider, areas }) => (
              <td key={provider}>
                <Status {...WORDS[areas[area] ?? 'unknown']} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
