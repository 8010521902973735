import type { Mode, ProviderName } from '../../../src-shared/model/provider.ts'
import { ConnectByKey } from './ConnectByKey.tsx'
import { ConnectMpesa } from './ConnectMpesa.tsx'

interface ConnectDialogProps {
  provider: ProviderName
  /** Whether it is connected already, and gets another key. */
  isReplacing: boolean
  mode: Mode | null
  obstacle: string | null
  onClose: () => void
}

/** Asks for a provider’s key once. */
export function ConnectDialog({ provider, ...rest }: ConnectDialogProps) {
  return provider === 'mpesa' ? <ConnectMpesa {...rest} /> : <ConnectByKey provider={provider} {...rest} />
}
