/** What the engine's process asks of the main process, which alone may use the system's keychain. */
export interface KeychainQuestion {
  kind: 'keychain'
  id: number
  ask: 'seal' | 'open'
  text: string
}

/** `text` is null where the keychain did not seal it: another user, or another machine. */
export interface KeychainAnswer {
  kind: 'keychain'
  id: number
  text: string | null
}

export function isKeychainMessage(message: unknown): message is { kind: 'keychain' } {
  return typeof message === 'object' && message !== null && 'kind' in message && message.kind === 'keychain'
}
