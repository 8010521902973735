import type { Instant } from '../../../src-shared/model/instant.ts'
import { usePlace } from '../../lib/place.ts'
import { Age } from '../../ui/Age.tsx'
import { InstantText } from '../../ui/InstantText.tsx'

/** As of when a figure is: how long ago, or, where the past is looked at, which day. */
export function AsOf({ at }: { at: Instant }) {
  return usePlace().at === null ? <Age at={at} look="ago" /> : <InstantText at={at} look="day" />
}
