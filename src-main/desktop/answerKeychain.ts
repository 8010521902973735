import type { KeychainAnswer, KeychainQuestion } from './isKeychainMessage.ts'

/** What is used of Electron's `safeStorage`. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean
  /** Linux only. */
  getSelectedStorageBackend?(): string
  encryptString(text: string): Buffer
  decryptString(sealed: Buffer): string
}

/** Without a keyring of the desktop, Linux keeps keys behind a password that everybody knows: that seals nothing. */
const NO_KEYCHAIN = new Set(['basic_text', 'unknown'])

/** Whether this system keeps secrets safe for this user. */
export function hasKeychain(storage: SafeStorage, platform: string = process.platform): boolean {
  if (!storage.isEncryptionAvailable()) return false
  return platform !== 'linux' || !NO_KEYCHAIN.has(storage.getSelectedStorageBackend?.() ?? 'unknown')
}

export function answerKeychain(storage: SafeStorage, { id, ask, text }: KeychainQuestion): KeychainAnswer {
  if (!hasKeychain(storage)) return { kind: 'keychain', id, text: null }
  if (ask === 'seal') return { kind: 'keychain', id, text: storage.encryptString(text).toString('base64') }
  try {
    return { kind: 'keychain', id, text: storage.decryptString(Buffer.from(text, 'base64')) }
  } catch {
    // The keychain of another user or machine sealed it; the system has no other way to say so.
    return { kind: 'keychain', id, text: null }
  }
}
