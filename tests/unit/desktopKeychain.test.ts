import { EventEmitter } from 'node:events'
import { describe, expect, test } from 'vitest'
import { answerKeychain, hasKeychain, type SafeStorage } from '../../src-main/desktop/answerKeychain.ts'
import { createKeychainSeal } from '../../src-main/desktop/createKeychainSeal.ts'
import type { KeychainQuestion } from '../../src-main/desktop/isKeychainMessage.ts'
import { isOwnAddress } from '../../src-main/desktop/isOwnAddress.ts'
import { isOwnFile } from '../../src-main/desktop/isOwnFile.ts'

function makeStorage(backend: string, isAvailable = true): SafeStorage {
  return {
    isEncryptionAvailable: () => isAvailable,
    getSelectedStorageBackend: () => backend,
    encryptString: (text) => Buffer.from(`sealed:${[...text].reverse().join('')}`),
    decryptString: (sealed) => {
      const text = sealed.toString()
      if (!text.startsWith('sealed:')) throw new Error('not ours')
      return [...text.slice('sealed:'.length)].reverse().join('')
    },
  }
}

/** The two processes, without the processes. */
function connect(storage: SafeStorage) {
  const events = new EventEmitter()
  return createKeychainSeal({
    on: (event, listener) => events.on(event, listener),
    postMessage: (question: KeychainQuestion) =>
      void Promise.resolve().then(() => events.emit('message', { data: answerKeychain(storage, question) })),
  })
}

describe('the system’s keychain', () => {
  test.each([
    ['linux', 'gnome_libsecret', true, true],
    ['linux', 'basic_text', true, false],
    ['linux', 'unknown', true, false],
    ['linux', 'kwallet5', false, false],
    ['darwin', 'basic_text', true, true],
    ['win32', 'unknown', true, true],
    ['win32', 'unknown', false, false],
  ])('on %s with %s, encryption %s, is one: %s', (platform, backend, isAvailable, expected) => {
    expect(hasKeychain(makeStorage(backend, isAvailable), platform)).toBe(expected)
  })

  test('gives back what it sealed, each to its own asker', async () => {
    const seal = connect(makeStorage('gnome_libsecret'))
    const sealed = await Promise.all(['one', 'two', 'three'].map((text) => seal.seal(text)))
    expect(await Promise.all(sealed.map((text) => seal.open(text)))).toEqual(['one', 'two', 'three'])
    expect(sealed.join()).not.toContain('two')
  })

  test('opens nothing that another sealed', async () => {
    expect(await connect(makeStorage('gnome_libsecret')).open(Buffer.from('foreign').toString('base64'))).toBeNull()
  })

  test('that keeps plain text seals nothing', () => {
    expect(answerKeychain(makeStorage('basic_text'), { kind: 'keychain', id: 1, ask: 'seal', text: 'secret' })).toEqual({
      kind: 'keychain',
      id: 1,
      text: null,
    })
  })
})

test.each([
  ['app://tierdesk/index.html', true],
  ['app://tierdesk/?screen=settings', true],
  ['app://tierdesk.evil/index.html', false],
  ['app://user@tierdesk/', false],
  ['https://tierdesk/', false],
  ['file:///index.html', false],
  ['javascript:alert(1)', false],
  ['', false],
])('%s is our own page: %s', (address, expected) => {
  expect(isOwnAddress(address)).toBe(expected)
})

test.each([
  ['blob:app://tierdesk/9115d58c-bcda-ff47-86e5-083e9a215304', true],
  ['blob:app://tierdesk.evil/9115d58c', false],
  ['blob:https://example.com/9115d58c', false],
  ['app://tierdesk/index.html', false],
  ['https://example.com/file.csv', false],
  ['data:text/csv,a', false],
])('%s may be saved: %s', (address, expected) => {
  expect(isOwnFile(address)).toBe(expected)
})
