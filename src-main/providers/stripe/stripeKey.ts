import { AppError } from '../../../src-shared/model/appError.ts'
import type { Mode } from '../../../src-shared/model/provider.ts'

const KEY = /^(sk|rk)_(test|live)_[A-Za-z0-9_]{1,500}$/
const OWN_HOST = 'api.stripe.com'

/** Refuses what cannot be a key for this workspace, before it is sent anywhere. */
export function checkStripeKey(key: string, mode: Mode): void {
  if (/^pk_/.test(key)) {
    throw new AppError(
      'key-wrong-kind',
      'This is a publishable key, which can read nothing. Nothing was changed.',
      'Use a restricted key (rk_…) or a secret key (sk_…) of Stripe.',
    )
  }
  const keyMode = KEY.exec(key)?.[2]
  if (!keyMode) {
    throw new AppError(
      'key-wrong-kind',
      'This is not a Stripe key. Nothing was sent and nothing was changed.',
      `Use a restricted key (rk_${mode}_…) or a secret key (sk_${mode}_…).`,
    )
  }
  if (keyMode !== mode) {
    throw new AppError(
      'key-wrong-mode',
      `This is a ${keyMode} key and the workspace is for ${mode} data. Nothing was sent and nothing was changed.`,
      `Use a ${mode} key, or make a workspace for ${keyMode} data${keyMode === 'live' ? ' (init --live)' : ''}: the two never mix.`,
    )
  }
}

/** A live key goes to Stripe and nobody else; a test key may also go to a stand-in. */
export function checkStripeBaseUrl(baseUrl: string, mode: Mode): void {
  if (mode === 'live' && new URL(baseUrl).hostname !== OWN_HOST) {
    throw new AppError(
      'base-url-refused',
      `A live key is only ever sent to ${OWN_HOST}. Nothing was sent and nothing was changed.`,
      'Leave out --base-url, or use a test workspace and a test key.',
    )
  }
}
