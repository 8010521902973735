import type { PackRow } from '../../../src-shared/contract/hours.ts'
import { usePlace } from '../../lib/place.ts'
import { useNow } from '../../ui/ClockContext.ts'
import { formatSpan } from '../../ui/formatSpan.ts'
import { Status } from '../../ui/Status.tsx'

/** Within this a pack is about to be lost, and says so. */
const SOON_MS = 14 * 86_400_000

/** What has become of a pack, in words; of a live one, how long it lives. */
export function PackState({ state, expiresAt }: Pick<PackRow, 'state' | 'expiresAt'>) {
  const { at } = usePlace()
  const now = useNow(60_000)
  switch (state) {
    case 'live':
      return <LivePack leftMs={expiresAt - (at ?? now)} />
    case 'spent':
      return <Status icon="check" tone="idle" word="Spent" detail="all used" />
    case 'lapsed':
      return <Status icon="expired" tone="idle" word="Lapsed" detail="with hours left" />
    case 'expired':
      return <Status icon="canceled" tone="idle" word="Expired" detail="with none left" />
  }
}

function LivePack({ leftMs }: { leftMs: number }) {
  const span = formatSpan(leftMs).split(' and ')[0] ?? ''
  return leftMs <= SOON_MS ? (
    <Status icon="warn" tone="watch" word="Live" detail={`ends in ${span}`} title={`Live, ends in ${span}`} />
  ) : (
    <Status icon="active" tone="ok" word="Live" detail={span} />
  )
}
