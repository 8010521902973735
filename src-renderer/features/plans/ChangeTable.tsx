import { assertNever } from '../../../src-shared/model/assert.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { LimitText } from '../../ui/LimitText.tsx'
import { MinutesText } from '../../ui/MinutesText.tsx'
import { FeatureText } from './FeatureText.tsx'
import type { Change } from './listChanges.ts'
import styles from './move.module.css'
import type { Move } from './move.ts'

/** The two plans side by side, in what the move changes. */
export function ChangeTable({ move: { current, target }, changes }: { move: Move; changes: readonly Change[] }) {
  if (changes.length === 0) return null
  return (
    <table className={styles.table} aria-label={`What changes with ${target.name}`}>
      <thead>
        <tr>
          <th scope="col">What changes</th>
          <th scope="col">In use</th>
          <th scope="col">{current?.name ?? 'No plan'}</th>
          <th scope="col">{target.name}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={`${change.kind} ${change.key}`}>
            <th scope="row">{change.name}</th>
            <td>{change.kind === 'limit' && <Used used={change.used} />}</td>
            <td>
              <Worth change={change} side="from" />
            </td>
            <td className={styles.after}>
              <Worth change={change} side="to" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Used({ used }: { used: number | null }) {
  return used === null ? <span className={styles.quiet}>Unknown</span> : formatCount(used)
}

function Worth({ change, side }: { change: Change; side: 'from' | 'to' }) {
  switch (change.kind) {
    case 'limit':
      return <LimitText limit={change[side]} />
    case 'hours': {
      const minutes = change[side]
      return minutes === null ? <LimitText limit={null} /> : <MinutesText minutes={minutes} />
    }
    case 'feature':
      return <FeatureText value={change[side]} />
    default:
      return assertNever(change)
  }
}
