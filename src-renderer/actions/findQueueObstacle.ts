import type { ActionPreview } from '../../src-shared/contract/actions.ts'
import { describePermission } from './describePermission.ts'

interface Given {
  reason: string
  isAcknowledged: boolean
}

/** Why an action cannot be queued as it stands; null where it can. @param preview null until what the form says was answered */
export function findQueueObstacle(preview: ActionPreview | null, { reason, isAcknowledged }: Given): string | null {
  if (preview === null) return 'What it would do is not known yet'
  if (preview.refusal) return preview.refusal.reason
  if (preview.permission === 'no') return describePermission(preview)
  if (preview.needs.reason && reason.trim() === '') return 'Write the reason first'
  if (preview.needs.acknowledgement && !isAcknowledged) return 'Say first that you understand what is lost'
  return null
}
