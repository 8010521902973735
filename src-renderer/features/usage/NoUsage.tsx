import type { Names } from '../../lib/useNames.ts'
import { Command } from '../../ui/Command.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'

interface NoUsageProps {
  product: string
  metric: string
  names: Names
}

/** Nobody told anything of a metric: who could, and how. */
export function NoUsage({ product, metric, names }: NoUsageProps) {
  const name = names.metric(product, metric)
  return (
    <EmptyState icon="usage" title={`Nobody told anything of ${name} yet`}>
      <p>
        Until somebody does, what is used of {name} is unknown, which is not 0. From the first record it stands here against each limit.
      </p>
      <p>From a file with the columns company, metric, quantity, when, and where wanted endpoint and key:</p>
      <Command line="npx tierdesk usage import FILE.csv" />
      <p>From {names.product(product)} itself, answered in JSON; the same key twice counts once:</p>
      <Command line={`npx tierdesk --json usage add COMPANY ${product}.${metric} 240 --key ID`} />
      <p>By hand, for one company:</p>
      <Command line={`npx tierdesk usage add COMPANY ${product}.${metric} 240`} />
    </EmptyState>
  )
}
