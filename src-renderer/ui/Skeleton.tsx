import styles from './Skeleton.module.css'

/** Something of this width is on its way. */
export function Skeleton({ width }: { width: number | string }) {
  return <span className={styles.skeleton} style={{ width }} aria-hidden="true" />
}
