import type { ActionState } from '../../src-shared/model/action.ts'
import { Status } from '../ui/Status.tsx'
import { ACTION_STATE_WORDS } from './actionStateWords.ts'

export function ActionStatus({ state, title }: { state: ActionState; title?: string }) {
  return <Status {...ACTION_STATE_WORDS[state]} title={title} />
}
