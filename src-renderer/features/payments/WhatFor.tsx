import type { PaymentItem } from '../../../src-shared/contract/payments.ts'
import { useNames } from '../../lib/useNames.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Nothing } from '../../ui/Nothing.tsx'
import { PlanMark } from '../../ui/PlanMark.tsx'
import styles from './payments.module.css'

/** What was paid for: the product, and the plan or the pack. */
export function WhatFor({ product, plan }: Pick<PaymentItem, 'product' | 'plan'>) {
  const names = useNames()
  if (product === null) return <Nothing />
  const isPlan = plan !== null && names.plans(product).some((each) => each.plan === plan)
  const words = plan === null ? null : isPlan ? names.plan(product, plan).name : names.pack(product, plan)
  return (
    <span className={styles.whatFor} title={words === null ? names.product(product) : `${names.product(product)}: ${words}`}>
      <span className={styles.product}>{names.product(product)}</span>
      {isPlan ? <PlanMark {...names.plan(product, plan)} /> : words !== null && <Badge icon="hours">{words}</Badge>}
    </span>
  )
}
