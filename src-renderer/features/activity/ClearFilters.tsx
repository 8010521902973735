import { Button } from '../../ui/Button.tsx'
import { useActivityFilter } from './useActivityFilter.ts'

/** Back to all of it; not there where nothing is narrowed. */
export function ClearFilters() {
  const { isNarrowed, clear } = useActivityFilter()
  if (!isNarrowed) return null
  return (
    <Button isSmall look="ghost" icon="x" onPress={clear}>
      Clear filters
    </Button>
  )
}
