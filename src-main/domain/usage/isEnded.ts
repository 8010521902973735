import type { SubscriptionContent } from '../billing/billedObject.ts'

const NOT_RUNNING: ReadonlySet<SubscriptionContent['status']> = new Set(['canceled', 'incomplete', 'incomplete-expired'])

/** Whether a subscription meters nothing any more, or not yet. */
export function isEnded({ status, endedAt }: Pick<SubscriptionContent, 'status' | 'endedAt'>): boolean {
  return endedAt !== null || NOT_RUNNING.has(status)
}
