import type { ActionDraft } from './actionDraft.ts'
import type { DraftFaults } from './readDraft.ts'

/** What every part of an action's form gets. */
export interface FormPart {
  company: string
  draft: ActionDraft
  /** What is wrong with which field, once it may be said. */
  faults: DraftFaults
  onChange: (change: Partial<ActionDraft>) => void
}
