import type { ConnectionState } from '../../src-shared/model/connectionState.ts'
import type { IconName } from './iconShapes.tsx'
import type { Tone } from './tone.ts'

/** A sign, a word and a colour for how a connection does. */
export const CONNECTION_WORDS: Record<ConnectionState, { word: string; icon: IconName; tone: Tone }> = {
  'never-synced': { word: 'Never synced', icon: 'queued', tone: 'idle' },
  'in-step': { word: 'In step', icon: 'active', tone: 'ok' },
  partial: { word: 'In part', icon: 'gap', tone: 'watch' },
  unreachable: { word: 'Unreachable', icon: 'offline', tone: 'watch' },
  refused: { word: 'Key refused', icon: 'failed', tone: 'bad' },
  failing: { word: 'Failing', icon: 'failed', tone: 'bad' },
}
