import type { HoursAnswer } from '../../../src-shared/contract/hours.ts'
import { OverageText } from '../../records/OverageText.tsx'
import { classes } from '../../ui/classes.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { MinutesText } from '../../ui/MinutesText.tsx'
import { BalanceBar } from './BalanceBar.tsx'
import styles from './balance.module.css'
import { PackRow } from './PackRow.tsx'
import parts from './parts.module.css'

/** What is left, part by part, in the order in which work draws on them. */
export function Balance({ hours }: { hours: HoursAnswer }) {
  const { window, available, included, left, rollover, packs, overage } = hours
  if (window === null && packs.length === 0 && available === 0 && overage === 0)
    return <p className={parts.quiet}>It has no hours: none of its plans brings any, and no pack was bought.</p>
  return (
    <>
      <p className={styles.available}>
        <b>
          <MinutesText minutes={available} />
        </b>{' '}
        available
        {window !== null && (
          <span className={styles.window}>
            <InstantText at={window.start} look="day" /> – <InstantText at={window.end} look="day" />
          </span>
        )}
      </p>
      <BalanceBar hours={hours} />
      <table className={classes(parts.table, styles.table)} aria-label="Hours by part">
        <tbody>
          <tr>
            <th scope="row">
              <span className={styles.key} data-part="month" />
              This month {window === null && <span className={parts.second}>none is on</span>}
            </th>
            <td className={styles.of}>{window !== null && <MinutesText minutes={included} />}</td>
            <td className={parts.number}>
              <MinutesText minutes={left} />
            </td>
          </tr>
          <tr>
            <th scope="row">
              <span className={styles.key} data-part="rollover" />
              Rollover{' '}
              <span className={parts.second}>
                cap <MinutesText minutes={rollover.cap} />
              </span>
            </th>
            <td />
            <td className={parts.number}>
              <MinutesText minutes={rollover.left} />
            </td>
          </tr>
          {packs.map((pack) => (
            <PackRow key={pack.ref} pack={pack} />
          ))}
          <tr>
            <th scope="row">
              <span className={styles.key} data-part="none" />
              Overage
            </th>
            <td />
            <td className={parts.number}>{overage === 0 ? <MinutesText minutes={0} /> : <OverageText minutes={overage} />}</td>
          </tr>
        </tbody>
      </table>
    </>
  )
}
