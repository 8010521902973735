import type { EventOutcome } from '../../../src-shared/contract/events.ts'
import type { IconName } from '../../ui/iconShapes.tsx'
import type { Tone } from '../../ui/tone.ts'

/** A sign, a word and a colour for what was done with an event. */
export const EVENT_OUTCOME_WORDS: Record<EventOutcome, { word: string; icon: IconName; tone: Tone }> = {
  processed: { word: 'Processed', icon: 'active', tone: 'ok' },
  skipped: { word: 'Skipped', icon: 'expired', tone: 'idle' },
  failed: { word: 'Failed', icon: 'failed', tone: 'bad' },
}
