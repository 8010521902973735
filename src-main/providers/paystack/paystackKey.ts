import { AppError } from '../../../src-shared/model/appError.ts'
import type { Mode } from '../../../src-shared/model/provider.ts'

const KEY = /^sk_(test|live)_[A-Za-z0-9_]{1,500}$/
const OWN_HOST = 'api.paystack.co'

/** Refuses what cannot be a key for this workspace, before it is sent anywhere. */
export function checkPaystackKey(key: string, mode: Mode): void {
  if (/^pk_/.test(key)) {
    throw new AppError(
      'key-wrong-kind',
      'This is a public key, which can read nothing. Nothing was changed.',
      'Use the secret key (sk_…) of Paystack.',
    )
  }
  const keyMode = KEY.exec(key)?.[1]
  if (!keyMode) {
    throw new AppError(
      'key-wrong-kind',
      'This is not a Paystack key. Nothing was sent and nothing was changed.',
      `Use the secret key (sk_${mode}_…).`,
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

/** A live key goes to Paystack and nobody else; a test key may also go to a stand-in. */
export function checkPaystackBaseUrl(baseUrl: string, mode: Mode): void {
  const { protocol, hostname } = new URL(baseUrl)
  if (mode === 'live' && (hostname !== OWN_HOST || protocol !== 'https:')) {
    throw new AppError(
      'base-url-refused',
      `A live key is only ever sent to https://${OWN_HOST}. Nothing was sent and nothing was changed.`,
      'Leave out --base-url, or use a test workspace and a test key.',
    )
  }
}
