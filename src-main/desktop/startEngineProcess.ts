import { type MessagePortMain, net, powerMonitor, safeStorage, utilityProcess } from 'electron'
import type { EngineChild, EngineWord } from '../keepEngine.ts'
import { systemClock } from '../nodePorts.ts'
import { answerKeychain, hasKeychain } from './answerKeychain.ts'
import { followSystem } from './followSystem.ts'
import { isKeychainMessage, type KeychainQuestion } from './isKeychainMessage.ts'
import type { SystemMessage } from './systemMessage.ts'

/** An engine in a process of its own: neither a window nor the main process ever waits for SQLite. */
export function startEngineProcess(file: string, folder: string): EngineChild<MessagePortMain> {
  const seal = hasKeychain(safeStorage) ? 'keychain' : 'none'
  const child = utilityProcess.fork(file, [folder, seal], { serviceName: 'Tierdesk engine', stdio: 'inherit' })
  child.on('message', (message: unknown) => {
    if (isKeychainMessage(message)) child.postMessage(answerKeychain(safeStorage, message as KeychainQuestion))
  })
  const gone = new AbortController()
  child.on('exit', () => gone.abort())
  const tell = (word: SystemMessage['word']) => {
    // Posting to a process that is ending can bring down its parent (electron/electron#53923).
    if (!gone.signal.aborted) child.postMessage({ kind: 'system', word } satisfies SystemMessage)
  }
  void followSystem({ power: powerMonitor, isOnline: () => net.isOnline(), clock: systemClock }, tell, gone.signal)
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
    askToStop: () => {
      gone.abort()
      child.postMessage('stop')
    },
    kill: () => void child.kill(),
  }
}
