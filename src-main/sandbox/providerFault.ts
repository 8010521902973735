import type { ProviderName } from '../../src-shared/model/provider.ts'
import type { FaultOptions } from './stripe/http/faults.ts'

/** How a fault was switched on. */
export interface ProviderFaultOptions extends FaultOptions {
  /** Only of this provider; of all where none is named. */
  provider?: ProviderName
}
