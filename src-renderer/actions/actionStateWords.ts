import { ACTION_STATES, type ActionState } from '../../src-shared/model/action.ts'
import type { IconName } from '../ui/iconShapes.tsx'
import type { Tone } from '../ui/tone.ts'

/** A sign, a word and a colour for how far an action is. */
export const ACTION_STATE_WORDS: Record<ActionState, { icon: IconName; tone: Tone; word: string }> = {
  draft: { icon: 'user', tone: 'watch', word: 'To confirm' },
  queued: { icon: 'queued', tone: 'idle', word: 'Queued' },
  attempting: { icon: 'sending', tone: 'trial', word: 'Sending' },
  accepted: { icon: 'check', tone: 'trial', word: 'Accepted' },
  confirmed: { icon: 'active', tone: 'ok', word: 'Done' },
  rejected: { icon: 'failed', tone: 'bad', word: 'Refused' },
  conflict: { icon: 'conflict', tone: 'bad', word: 'Conflict' },
  unknown: { icon: 'unknown', tone: 'watch', word: 'Unknown' },
  cancelled: { icon: 'canceled', tone: 'idle', word: 'Canceled' },
}

const ENDED: readonly ActionState[] = ['confirmed', 'rejected', 'cancelled']

/** Where something is still to come. */
export const OPEN_STATES: ActionState[] = ACTION_STATES.filter((state) => !ENDED.includes(state))
