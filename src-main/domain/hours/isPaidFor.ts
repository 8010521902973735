import type { Instant } from '../../../src-shared/model/instant.ts'
import type { BilledPeriod } from './hoursFacts.ts'

/**
 * Whether a period counts as paid at an instant: by its payment, or meanwhile while it is draft or open.
 *
 * What is paid stays paid: a refund takes nothing back. What once failed or fell due is open no more, until it is paid.
 */
export function isPaidFor({ standings }: Pick<BilledPeriod, 'standings'>, at: Instant): boolean {
  let isOpen = false
  let isRefused = false
  for (const known of standings) {
    if (known.at > at) continue
    if (known.standing === 'paid') return true
    if (known.standing === 'draft' || known.standing === 'open') isOpen = true
    else isRefused = true
  }
  return isOpen && !isRefused
}
