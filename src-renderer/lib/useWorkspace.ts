import { useQuery } from '@tanstack/react-query'
import { useEngine } from './engine.ts'

export function useWorkspace() {
  const { ask } = useEngine()
  return useQuery(ask.workspace.describe.queryOptions({ input: {} }))
}
