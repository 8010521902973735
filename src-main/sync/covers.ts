import type { ProviderName } from '../../src-shared/model/provider.ts'

export interface SyncAsk {
  provider?: ProviderName | undefined
  isFull: boolean
  /** Someone asked for it, as against the schedule. */
  isAsked: boolean
  lane?: 'fast' | 'slow' | 'daily'
}

/** Whether a sync that is under way does all that another asks for. */
export function covers(running: SyncAsk, ask: SyncAsk): boolean {
  return (
    (running.provider === undefined || running.provider === ask.provider) &&
    (running.isFull || !ask.isFull) &&
    (running.isAsked || !ask.isAsked) &&
    (running.isAsked || running.lane === 'slow' || ask.lane !== 'slow')
  )
}
