import { type MessagePortMain, safeStorage, utilityProcess } from 'electron'
import type { EngineChild, EngineWord } from '../keepEngine.ts'
import { answerKeychain, hasKeychain } from './answerKeychain.ts'
import { isKeychainMessage, type KeychainQuestion } from './isKeychainMessage.ts'

/** An engine in a process of its own: neither a window nor the main process ever waits for SQLite. */
export function startEngineProcess(file: string, folder: string): EngineChild<MessagePortMain> {
  const seal = hasKeychain(safeStorage) ? 'keychain' : 'none'
  const child = utilityProcess.fork(file, [folder, seal], { serviceName: 'Tierdesk engine', stdio: 'inherit' })
  child.on('message', (message: unknown) => {
    if (isKeychainMessage(message)) child.postMessage(answerKeychain(safeStorage, message as KeychainQuestion))
  })
  return {
    give: (port) => child.postMessage(null, [port]),
    onWord: (listener) => {
      child.on('message', (word: EngineWord | { kind: 'keychain' }) => {
        if (word.kind !== 'keychain') listener(word)
      })
    },
    onExit: (listener) => {
      child.on('exit', listener)
    },
    askToStop: () => child.postMessage('stop'),
    kill: () => void child.kill(),
  }
}
