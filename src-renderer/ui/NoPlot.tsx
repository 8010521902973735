import styles from './StackedBars.module.css'

/** Where what draws charts does not come: after a new Tierdesk was installed beneath an open page. */
export function NoPlot() {
  return <p className={styles.none}>The chart could not be loaded. Reload the page; the table has the same numbers.</p>
}
