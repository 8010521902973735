import type { Mode } from '../../../src-shared/model/provider.ts'
import { WrongMode } from './failures.ts'
import type { Wire } from './readWire.ts'

/** Throws `WrongMode` for live data where test data is meant, and the other way round. Virtual accounts do not say which they are. */
export function checkMode({ domain }: Wire, mode: Mode): void {
  if (typeof domain === 'string' && domain !== '' && domain !== mode) {
    const sent = domain === 'test' || domain === 'live' ? domain : 'other'
    throw new WrongMode(`Paystack sent ${sent} data into a workspace for ${mode} data. Nothing of it was kept.`)
  }
}
