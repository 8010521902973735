import styles from './Spark.module.css'

interface SparkProps {
  values: readonly number[]
  widthPx?: number
}

const HEIGHT_PX = 16
const DOT_PX = 1.75

/**
 * How something went, without numbers: they stand beside it.
 *
 * Drawn by hand, unlike charts: it stands in the rows of tables. Fifty of them take 3 ms; by recharts, of which each has a store
 * and a layout of its own, they take 300, which is 6 for every row that is scrolled into sight.
 */
export function Spark({ values, widthPx = 72 }: SparkProps) {
  if (values.length < 2) return null
  const most = Math.max(...values)
  const least = Math.min(0, ...values)
  const span = most - least || 1
  const step = (widthPx - 2 * DOT_PX) / (values.length - 1)
  const points = values.map((value, index) => [
    DOT_PX + index * step,
    HEIGHT_PX - DOT_PX - ((value - least) / span) * (HEIGHT_PX - 2 * DOT_PX),
  ])
  const [x = 0, y = 0] = points.at(-1) ?? []
  return (
    <svg className={styles.spark} width={widthPx} height={HEIGHT_PX} viewBox={`0 0 ${widthPx} ${HEIGHT_PX}`} aria-hidden="true">
      <polyline points={points.map((point) => point.join(',')).join(' ')} />
      <circle cx={x} cy={y} r={DOT_PX} />
    </svg>
  )
}
