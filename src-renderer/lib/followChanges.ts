import type { QueryClient } from '@tanstack/react-query'
import type { Topic } from '../../src-shared/contract/changes.ts'
import type { Engine } from './engine.ts'
import { SignedOut } from './SignedOut.ts'

/** Answers stay valid until the engine says otherwise; after a gap in its word, all are asked again. */
export async function followChanges(engine: Engine, queries: QueryClient, signal: AbortSignal, pauseMs = 300): Promise<void> {
  const refresh = createRefresher(engine, queries)
  let isFirst = true
  while (!signal.aborted) {
    try {
      for await (const event of await engine.client.changes.watch({}, { signal })) {
        if (event.kind === 'changed') event.topics.forEach(refresh)
        else if (!isFirst) void queries.invalidateQueries()
        isFirst = false
      }
    } catch (error) {
      if (signal.aborted || error instanceof SignedOut) return
      // Said once for whoever looks: the strip over the page already says that the engine is away.
      console.info(`The change stream broke and is followed again: ${error instanceof Error ? error.name : 'unknown'}`)
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}

/**
 * Asks a topic's queries again, one round at a time.
 *
 * An invalidation cancels the asking under way: changes that come faster than answers would keep a screen from ever being answered.
 */
export function createRefresher({ ask }: Engine, queries: QueryClient): (topic: Topic) => void {
  const keysOf: Record<Topic, readonly (readonly unknown[])[]> = {
    companies: [
      ask.companies.key(),
      ask.overview.key(),
      ask.entitlements.key(),
      ask.usage.key(),
      ask.hours.key(),
      ask.plans.key(),
      ask.payments.key(),
      ask.notes.key(),
      ask.news.key(),
      // What was read before it is decided on stays as it was read.
      ask.actions.offers.key(),
      ask.actions.proposals.key(),
    ],
    actions: [
      ask.actions.list.key(),
      ask.actions.count.key(),
      ask.actions.get.key(),
      ask.actions.offers.key(),
      ask.actions.proposals.key(),
      ask.actions.caps.key(),
      ask.actions.permissions.key(),
      ask.audit.key(),
    ],
    // A sync can meet the faults of a sandbox, and follows when its clock was moved.
    sync: [ask.sync.key(), ask.sandbox.key(), ask.events.key()],
    connections: [
      ask.connections.key(),
      ask.sync.key(),
      ask.actions.permissions.key(),
      ask.actions.offers.key(),
      ask.actions.proposals.key(),
    ],
    catalogs: [ask.catalogs.key(), ask.workspace.key(), ask.plans.key()],
    // What keeps the database from being written is said with the workspace.
    backups: [ask.backups.key(), ask.workspace.key()],
  }
  const rounds = new Map<Topic, 'last' | 'again'>()

  async function run(topic: Topic) {
    do {
      rounds.set(topic, 'last')
      await Promise.all(keysOf[topic].map((queryKey) => queries.invalidateQueries({ queryKey })))
    } while (rounds.get(topic) === 'again')
    rounds.delete(topic)
  }

  return (topic) => {
    if (rounds.has(topic)) rounds.set(topic, 'again')
    else void run(topic)
  }
}
