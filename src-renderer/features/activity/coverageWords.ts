import type { DriftCause, DriftChange, GapCause } from '../../../src-shared/contract/sync.ts'

export const GAP_CAUSE_WORDS: Record<GapCause, string> = {
  'events-forgotten': 'The provider had forgotten its events',
  'list-forgotten': 'Payments were forgotten; a statement tells them',
}

/** What closed a gap of each cause. */
export const GAP_CLOSED_WORDS: Record<GapCause, string> = {
  'events-forgotten': 'Listed again',
  'list-forgotten': 'Closed by a statement',
}

export const DRIFT_CHANGE_WORDS: Record<DriftChange, string> = { new: 'New', changed: 'Changed', deleted: 'Deleted' }

export const DRIFT_CAUSE_WORDS: Record<DriftCause, string> = {
  'no-event': 'No event told of it',
  'not-taken': 'An event told of it, and it could not be taken then',
  'not-followed': 'Events were not followed then',
  'derived-differed': 'It was known, and derived otherwise',
}
