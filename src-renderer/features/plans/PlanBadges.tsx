import { Badge } from '../../ui/Badge.tsx'
import { Icon } from '../../ui/Icon.tsx'
import type { PlanColumn } from './comparisonParts.ts'
import styles from './PlanBadges.module.css'

/** What stands by a plan's name: of the company, of the catalog, and what was found for the company. */
export function PlanBadges({ column }: { column: PlanColumn }) {
  return (
    <span className={styles.badges}>
      {column.isSubscribed && (
        <span className={styles.subscribed}>
          <Icon name="check" size={12} />
          Subscribed
        </span>
      )}
      {column.isMostPopular && <Badge tone="idle">Most popular</Badge>}
      {column.isRecommended && <Badge>Recommended</Badge>}
      {column.isRecommendedHere && (
        <Badge tone="ok" icon="active" title="The cheapest plan that this company’s usage and projection fit">
          Fits best
        </Badge>
      )}
    </span>
  )
}
