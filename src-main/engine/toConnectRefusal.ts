import { AppError } from '../../src-shared/model/appError.ts'
import { assertNever } from '../../src-shared/model/assert.ts'
import type { ProviderError } from '../providers/provider.ts'

/** Why a provider that somebody waits for gave no answer that can be used, and what to do. */
export function toConnectRefusal(error: ProviderError, title: string): AppError {
  const kept = 'Nothing was kept.'
  switch (error.kind) {
    case 'unauthorized':
      return new AppError(
        'key-refused',
        `${error.detail} ${kept}`,
        `Check the key in ${title}'s dashboard: it may be mistyped, rolled or deleted.`,
      )
    case 'forbidden':
      return new AppError(
        'provider-refused',
        `${error.detail} ${kept}`,
        `Let the key read the account and what it is to mirror, in ${title}'s dashboard.`,
      )
    case 'wrong-mode':
    case 'wrong-account':
      return new AppError('key-wrong-mode', error.detail, 'Use a key of this workspace’s account and mode.')
    case 'rate-limited':
    case 'unavailable':
      return new AppError('provider-unreachable', `${error.detail} ${kept}`, 'Check the line and the address, then try again.')
    case 'missing':
    case 'unreadable':
      return new AppError('provider-unreadable', `${error.detail} ${kept}`, `Check that the address is ${title}'s.`)
    case 'cancelled':
      return new AppError('provider-unreachable', `${error.detail} ${kept}`, 'Try again.')
    default:
      return assertNever(error)
  }
}
