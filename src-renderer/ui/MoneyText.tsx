import { type Money, minorDigits, toDecimalText } from '../../src-shared/model/money.ts'
import styles from './MoneyText.module.css'

/** An amount whose currency follows in a slot of its own, so that amounts line up. Zero is a faint dash where `zero` says so. */
export function MoneyText({ amount, currency, zero = 'dash' }: Money & { zero?: 'dash' | 'amount' }) {
  if (amount === 0 && zero === 'dash') return <span className={styles.nothing}>–</span>
  return (
    <span className={styles.money}>
      {groupThousands(toDecimalText({ amount, currency }), minorDigits(currency))}
      <span className={styles.currency}>{currency}</span>
    </span>
  )
}

/** By text: an amount may be larger than any exact number. */
function groupThousands(text: string, digits: number): string {
  // A hyphen is no minus: it is too short beside digits.
  const [whole = '', fraction] = text.replace('-', '−').split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return digits === 0 || fraction === undefined ? grouped : `${grouped}.${fraction}`
}
