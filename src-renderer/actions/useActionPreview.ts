import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import type { WishInput } from '../../src-shared/contract/wish.ts'
import { useEngine } from '../lib/engine.ts'
import { useSettled } from './useSettled.ts'

const TYPING_MS = 300

/**
 * What an action would do, asked anew with every change of its form.
 *
 * It is not asked again by itself: what is decided on is what was read, and the engine says whether that is still so.
 */
export function useActionPreview(company: string, wish: WishInput | null, anew: string | null) {
  const { ask } = useEngine()
  const written = wish === null ? null : JSON.stringify(wish)
  const settled = useSettled(written, TYPING_MS)
  const asked = settled === null ? null : (JSON.parse(settled) as WishInput)
  const query = useQuery(
    ask.actions.preview.queryOptions({
      input: asked === null ? skipToken : { company, wish: asked, anew },
      gcTime: 0,
      placeholderData: keepPreviousData,
    }),
  )
  return {
    /** Of the form as it is, or as it was a moment ago. */
    preview: query.data ?? null,
    /** Whether it answers what the form says now. */
    isCurrent: written !== null && written === settled && query.isSuccess && !query.isPlaceholderData && !query.isFetching,
    error: query.error,
    refetch: query.refetch,
  }
}
