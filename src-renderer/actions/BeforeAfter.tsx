import type { ActionPreview } from '../../src-shared/contract/actions.ts'
import { useNow } from '../ui/ClockContext.ts'
import { classes } from '../ui/classes.ts'
import { formatInstant } from '../ui/formatInstant.ts'
import { useZone } from '../ui/ZoneContext.ts'
import styles from './evidence.module.css'
import { SeenText } from './SeenText.tsx'

const AFTER = { now: 'After', 'period-end': 'After the period', date: 'From then on' } as const

/** What an action changes, side by side. */
export function BeforeAfter({ preview: { rows, takesEffect, effectAt } }: { preview: ActionPreview }) {
  const zone = useZone()
  const now = useNow(60_000)
  if (rows.length === 0) return null
  const day = takesEffect === 'now' || effectAt === null || zone === null ? null : formatInstant(effectAt, 'day', zone, now)
  return (
    <table className={classes(styles.table, styles.wide)} aria-label="Before and after">
      <thead>
        <tr>
          <th scope="col">What changes</th>
          <th scope="col">Before</th>
          <th scope="col">{day === null ? AFTER[takesEffect] : `From ${day}`}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, label, before, after }) => (
          <tr key={name}>
            <th scope="row">{label}</th>
            <td className={styles.said}>
              <SeenText value={before} />
            </td>
            <td className={classes(styles.said, styles.after)}>
              <SeenText value={after} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
