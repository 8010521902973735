import type { Topic } from '../../src-shared/contract/changes.ts'
import type { Clock } from '../ports.ts'

export interface Topics {
  announce(...topics: Topic[]): void
  /** Listening starts with the call, not with the first `next()`. */
  listen(signal: AbortSignal | undefined): AsyncGenerator<readonly Topic[]>
  readonly listeners: number
}

interface Inbox {
  pending: Set<Topic>
  wake: () => void
}

/**
 * What changed, folded per listener: the first is told at once, what follows within `gapMs` in one word, and none is lost.
 *
 * @param onListener somebody began to listen
 */
export function createTopics(clock: Pick<Clock, 'wait'>, gapMs: number, onListener: () => void = () => {}): Topics {
  const inboxes = new Set<Inbox>()
  return {
    get listeners() {
      return inboxes.size
    },
    announce(...topics) {
      for (const inbox of inboxes) {
        for (const topic of topics) inbox.pending.add(topic)
        inbox.wake()
      }
    },
    listen(signal) {
      const inbox: Inbox = { pending: new Set(), wake: () => {} }
      const forget = () => {
        inboxes.delete(inbox)
        inbox.wake()
      }
      if (!signal?.aborted) {
        inboxes.add(inbox)
        onListener()
      }
      signal?.addEventListener('abort', forget, { once: true })
      const topics = drain(inbox, signal, forget)
      const end = topics.return.bind(topics)
      // A generator that was never asked runs no finally.
      topics.return = (value) => {
        forget()
        return end(value)
      }
      return topics
    },
  }

  async function* drain(inbox: Inbox, signal: AbortSignal | undefined, forget: () => void): AsyncGenerator<readonly Topic[]> {
    try {
      while (!signal?.aborted) {
        if (inbox.pending.size === 0) {
          await new Promise<void>((resolve) => {
            inbox.wake = resolve
          })
        }
        if (inbox.pending.size === 0) continue
        const topics = [...inbox.pending]
        inbox.pending.clear()
        yield topics
        await clock.wait(gapMs, signal)
      }
    } finally {
      forget()
    }
  }
}
