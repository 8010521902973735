import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { useEngine } from '../../lib/engine.ts'
import { ConflictDialog } from './ConflictDialog.tsx'
import { UnknownDialog } from './UnknownDialog.tsx'

/** Ends what only a person can end: a conflict, or an answer that never came. */
export function SettleDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { ask } = useEngine()
  const { data: detail, isFetching } = useQuery(ask.actions.get.queryOptions({ input: { id } }))
  const state = detail?.action.state
  // An answer of before, shown until the next one comes, says nothing of now.
  const isOver = !isFetching && state !== undefined && state !== 'conflict' && state !== 'unknown'
  const close = useEffectEvent(onClose)
  // It was settled meanwhile, by somebody or by itself.
  useEffect(() => {
    if (isOver) close()
  }, [isOver])
  if (!detail) return null
  if (state === 'conflict') return <ConflictDialog detail={detail} onClose={onClose} />
  if (state === 'unknown') return <UnknownDialog action={detail.action} onClose={onClose} />
  return null
}
