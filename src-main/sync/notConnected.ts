import { AppError } from '../../src-shared/model/appError.ts'
import type { ProviderName } from '../../src-shared/model/provider.ts'

/** Of a provider, or of all where none is named. */
export function notConnected(provider: ProviderName | undefined): AppError {
  return new AppError(
    'not-connected',
    provider ? `${provider} is not connected.` : 'No provider is connected.',
    `Connect one: tierdesk connect ${provider ?? 'stripe'} --secret-env NAME`,
  )
}
