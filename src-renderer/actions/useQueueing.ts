import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { ActionItem, ActionPreview, ConflictRow } from '../../src-shared/contract/actions.ts'
import type { WishInput } from '../../src-shared/contract/wish.ts'
import { isRefusal } from '../lib/describeError.ts'
import { useEngine } from '../lib/engine.ts'
import { listDifferences } from './listDifferences.ts'

interface Decision {
  wish: WishInput
  /** What was read when it was decided. */
  preview: ActionPreview
  reason: string
  isAcknowledged: boolean
}

/**
 * Queues what was decided, once for a dialog however often it is pressed: its id is drawn when the dialog opens.
 *
 * @param look reads the preview again, for where the engine says that the world changed
 */
export function useQueueing(company: string, replaces: string | null, look: () => Promise<ActionPreview | undefined>) {
  const { client, ask } = useEngine()
  const queries = useQueryClient()
  const [id] = useState(() => crypto.randomUUID())
  const isUnderWay = useRef(false)
  const [changed, setChanged] = useState<readonly ConflictRow[] | null>(null)
  const queueing = useMutation({ mutationFn: (input: Parameters<typeof client.actions.queue>[0]) => client.actions.queue(input) })

  /** @returns the action; null where it was not taken */
  async function queue({ wish, preview, reason, isAcknowledged }: Decision): Promise<ActionItem | null> {
    if (isUnderWay.current) return null
    isUnderWay.current = true
    try {
      const action = await queueing.mutateAsync({ id, company, wish, digest: preview.digest, reason, isAcknowledged, replaces })
      // The engine tells of it too, a moment later.
      void queries.invalidateQueries({ queryKey: ask.actions.list.key() })
      void queries.invalidateQueries({ queryKey: ask.actions.count.key() })
      return action
    } catch (error) {
      isUnderWay.current = false
      // The dialog shows what `error` holds, and keeps what was typed.
      const now = isStale(error) ? await look() : undefined
      setChanged(now ? listDifferences(preview.saw, now.saw) : null)
      return null
    }
  }

  return {
    queue,
    isBusy: queueing.isPending,
    error: queueing.error,
    /** What became another between reading and deciding; null where that did not happen. */
    changed,
    forget: () => {
      queueing.reset()
      setChanged(null)
    },
  }
}

/** Whether the world is another than what was decided on. */
function isStale(error: unknown): boolean {
  return isRefusal(error) && error.data.code === 'action-stale'
}
