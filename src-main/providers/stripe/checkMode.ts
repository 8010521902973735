import type { Mode } from '../../../src-shared/model/provider.ts'
import type { Wire } from './readWire.ts'
import { WrongMode } from './toProviderError.ts'

/** Throws `WrongMode` for live data where test data is meant, and the other way round. */
export function checkMode({ livemode }: Wire, mode: Mode): void {
  if (typeof livemode === 'boolean' && livemode !== (mode === 'live'))
    throw new WrongMode(`Stripe sent ${livemode ? 'live' : 'test'} data into a workspace for ${mode} data. Nothing of it was kept.`)
}
