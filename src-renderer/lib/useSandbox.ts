import { useQuery } from '@tanstack/react-query'
import type { SandboxState } from '../../src-shared/contract/sandbox.ts'
import { useEngine } from './engine.ts'

/** The sandbox of a demo; null where the workspace has none. */
export function useSandbox(): { state: SandboxState | null; isPending: boolean } {
  const { ask } = useEngine()
  // A host that does not know the question has no sandbox either: it is not asked twice.
  const { data, isPending } = useQuery(ask.sandbox.describe.queryOptions({ input: {}, retry: false }))
  return { state: data?.state ?? null, isPending }
}
