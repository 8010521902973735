import { usePlace } from '../lib/place.ts'
import { useWorkspace } from '../lib/useWorkspace.ts'

/** Why nothing can be recorded now; null where it can. */
export function useRecordObstacle(): string | null {
  const { at } = usePlace()
  const workspace = useWorkspace()
  if (at !== null) return 'You look at the past. Go back to now to record something'
  if (workspace.data?.canWrite === false) return 'This workspace is open to look only'
  return null
}
