import { toInstant } from '../../src-shared/model/instant.ts'
import type { ProviderEvent } from '../domain/mirrored.ts'
import type { ProviderError } from '../providers/provider.ts'
import { saveEvents } from '../store/writes/saveEvents.ts'
import { askProvider } from './askProvider.ts'
import type { ConnectionParts } from './syncParts.ts'

/** As far back as the provider remembers. Its memory goes by its clock, which is not ours. */
const BEGINNING = toInstant(0)
/** Of a busy account the newest are enough: they only say since when things are as they are, and fill the log. */
const MOST_PAGES = 20

/**
 * Notes what happened before the first listing, newest first, without asking for any of it again: the listing has it.
 *
 * So states that have no time of their own are dated by the event that brought them about. To be called only where everything is about to be
 * listed from its start: what is noted is never acted on.
 *
 * @returns what ended it, null where it was done
 */
export async function noteHistory(parts: ConnectionParts): Promise<ProviderError | null> {
  const { store, connection, provider, clock } = parts
  let after: string | null = null
  for (let pages = 1; ; pages++) {
    const page = await askProvider(
      parts,
      () => {},
      (way) => provider.listEvents(BEGINNING, after, way),
    )
    if (!page.ok) return page.error
    const { events, next } = page.value
    store.transact((tx) => saveEvents(tx, connection.accountId, events.map(toNoted), clock.now()))
    if (next === null || pages === MOST_PAGES) return null
    after = next
  }
}

function toNoted(event: ProviderEvent) {
  return { ...event, outcome: 'skipped' as const, reason: 'It happened before the first listing, which has it.' }
}
