import { usePlotArea } from 'recharts'
import styles from './StackedBars.module.css'

/** What stands along the axis, before the first name below it. */
export function AxisName({ name }: { name: string }) {
  const plot = usePlotArea()
  if (!plot) return null
  return (
    <text className={styles.axis} x={plot.x - 8} y={plot.y + plot.height + 10} dy="0.72em" textAnchor="end">
      {name}
    </text>
  )
}
