import type { ProviderName } from '../../src-shared/model/provider.ts'
import { useHealth } from '../lib/useHealth.ts'

/** Whether a provider did not answer when it was asked last. */
export function useIsOffline(provider: ProviderName | null): boolean {
  const connections = useHealth().data?.connections ?? []
  return connections.some((each) => each.provider === provider && each.state === 'unreachable')
}
