import styles from './PlanMark.module.css'

interface PlanMarkProps {
  name: string
  /** Its place among the plans of its product, from 1 up, and how many there are. */
  place: number
  of: number
}

const MOST_BARS = 4
const BAR_PX = 3
const GAP_PX = 1

/** A plan by its name, behind the bars of its tier: the mark of its product's ladder. */
export function PlanMark({ name, place, of }: PlanMarkProps) {
  const bars = Math.min(of, MOST_BARS)
  const width = bars * (BAR_PX + GAP_PX) - GAP_PX
  return (
    <span className={styles.plan}>
      <svg className={styles.tier} width={width} height="10" viewBox={`0 0 ${width} 10`} aria-hidden="true">
        {Array.from({ length: bars }, (_, index) => {
          const height = 4 + (6 * index) / Math.max(1, bars - 1)
          return (
            <rect
              key={height}
              className={index < place ? undefined : styles.off}
              x={index * (BAR_PX + GAP_PX)}
              y={10 - height}
              width={BAR_PX}
              height={height}
              rx="0.5"
            />
          )
        })}
      </svg>
      {name}
    </span>
  )
}
