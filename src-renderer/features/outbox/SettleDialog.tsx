import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useEngine } from '../../lib/engine.ts'
import { ConflictDialog } from './ConflictDialog.tsx'
import { UnknownDialog } from './UnknownDialog.tsx'

/** Ends what only a person can end: a conflict, or an answer that never came. */
export function SettleDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { ask } = useEngine()
  const detail = useQuery(ask.actions.get.queryOptions({ input: { id } })).data
  const state = detail?.action.state
  const isOver = state !== undefined && state !== 'conflict' && state !== 'unknown'
  // It was settled meanwhile, by somebody or by itself.
  useEffect(() => {
    if (isOver) onClose()
  }, [isOver, onClose])
  if (!detail) return null
  if (state === 'conflict') return <ConflictDialog detail={detail} onClose={onClose} />
  if (state === 'unknown') return <UnknownDialog action={detail.action} onClose={onClose} />
  return null
}
