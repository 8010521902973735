import type { RunOutcome } from '../../../src-shared/contract/sync.ts'
import type { IconName } from '../../ui/iconShapes.tsx'
import type { Tone } from '../../ui/tone.ts'

/** A sign, a word and a colour for how a run ended. */
export const OUTCOME_WORDS: Record<RunOutcome, { word: string; icon: IconName; tone: Tone }> = {
  running: { word: 'Running', icon: 'sync', tone: 'trial' },
  complete: { word: 'Complete', icon: 'active', tone: 'ok' },
  partial: { word: 'In part', icon: 'gap', tone: 'watch' },
  failed: { word: 'Failed', icon: 'failed', tone: 'bad' },
  'no-permission': { word: 'No permission', icon: 'lock', tone: 'watch' },
  cancelled: { word: 'Stopped', icon: 'canceled', tone: 'idle' },
  interrupted: { word: 'Interrupted', icon: 'expired', tone: 'watch' },
}
