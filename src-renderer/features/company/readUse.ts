import type { Instant } from '../../../src-shared/model/instant.ts'
import { findFutureFault } from '../../records/findFutureFault.ts'
import { fromZonedInput } from '../../ui/zonedInput.ts'
import type { Dimensions } from './useDimensions.ts'

/** Exact, and no more than the engine takes. */
const WHOLE = /^\d{1,12}$/

/** What was typed and chosen. `when` is null while it was left alone: that is now, to the millisecond. */
export interface UseDraft {
  metric: string
  dimension: string
  count: string
  when: string | null
}

export const NEW_USE: UseDraft = { metric: '', dimension: '', count: '', when: null }

interface ReadUse {
  quantity: number | null
  at: Instant | null
  dimension: { name: string; value: string } | null
  faults: { metric: string | null; count: string | null; when: string | null }
}

/** What a draft comes to, and what is wrong with it. */
export function readUse(draft: UseDraft, dimensions: Dimensions | null, zone: string, now: Instant): ReadUse {
  const quantity = WHOLE.test(draft.count.trim()) ? Number(draft.count) : null
  // The minute's beginning may lie before what was told last.
  const at = draft.when === null ? null : fromZonedInput(draft.when, zone)
  return {
    quantity,
    at,
    dimension: dimensions && draft.dimension !== '' ? { name: dimensions.name, value: draft.dimension } : null,
    faults: {
      metric: draft.metric === '' ? 'Choose a metric' : null,
      count: quantity === null ? 'Give a whole number' : null,
      when: draft.when === null ? null : at === null ? 'Give a day and a time' : findFutureFault(at, now),
    },
  }
}
