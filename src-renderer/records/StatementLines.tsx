import type { StatementReport } from '../../src-shared/contract/payments.ts'
import { formatCount } from '../ui/formatCount.ts'
import { InstantText } from '../ui/InstantText.tsx'
import { MoneyText } from '../ui/MoneyText.tsx'
import { Truncated } from '../ui/Truncated.tsx'
import styles from './statement.module.css'

/** What a statement would add, and what of it could not be read. @param isImported whether it was taken in: then the list has what it added */
export function StatementLines({ report: { added, preview, rejected }, isImported }: { report: StatementReport; isImported: boolean }) {
  return (
    <>
      {!isImported && preview.length > 0 && (
        <div>
          <h3 className={styles.title}>
            Would be added
            {added > preview.length && <span>{`the first ${formatCount(preview.length)} of ${formatCount(added)}`}</span>}
          </h3>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
          <section className={styles.scroller} tabIndex={0} aria-label="Payments that would be added">
            <table className={styles.lines}>
              <thead>
                <tr>
                  <th scope="col">When</th>
                  <th scope="col">Receipt</th>
                  <th scope="col">Payer</th>
                  <th scope="col">Wrote</th>
                  <th scope="col">Amount</th>
                </tr>
              </thead>
              <tbody>
                {preview.map(({ ref, at, amount, currency, payer, reference }) => (
                  <tr key={ref}>
                    <td>
                      <InstantText at={at} look="moment" />
                    </td>
                    <td>
                      <Truncated text={ref} look="id" />
                    </td>
                    <td>
                      <Truncated text={payer} />
                    </td>
                    <td>
                      <Truncated text={reference} look="id" />
                    </td>
                    <td>
                      <MoneyText amount={amount} currency={currency} zero="amount" />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </div>
      )}
      {rejected.length > 0 && (
        <div>
          <h3 className={styles.title}>Not read</h3>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
          <section className={styles.scroller} tabIndex={0} aria-label="Lines that were not read">
            <ul className={styles.rejected}>
              {rejected.map(({ line, reason }) => (
                <li key={line}>
                  <span>Line {formatCount(line)}</span>
                  {reason}
                </li>
              ))}
            </ul>
          </section>
        </div>
      )}
    </>
  )
}
