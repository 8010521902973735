import { BrowserWindow, dialog, type MessagePortMain, net, powerMonitor, safeStorage, utilityProcess } from 'electron'
import type { EngineChild, EngineWord } from '../keepEngine.ts'
import { systemClock } from '../nodePorts.ts'
import { answerConfirm, type ConfirmBox } from './answerConfirm.ts'
import { answerKeychain, hasKeychain } from './answerKeychain.ts'
import { followSystem } from './followSystem.ts'
import { type ConfirmAnswer, type ConfirmQuestion, isConfirmMessage } from './isConfirmMessage.ts'
import { isKeychainMessage, type KeychainQuestion } from './isKeychainMessage.ts'
import type { SystemMessage } from './systemMessage.ts'

/** An engine in a process of its own: neither a window nor the main process ever waits for SQLite. @param access `look` for to look only */
export function startEngineProcess(file: string, folder: string, access: 'write' | 'look'): EngineChild<MessagePortMain> {
  const seal = hasKeychain(safeStorage) ? 'keychain' : 'none'
  const child = utilityProcess.fork(file, [folder, seal, access], { serviceName: 'Tierdesk engine', stdio: 'inherit' })
  child.on('message', (message: unknown) => {
    if (isKeychainMessage(message)) child.postMessage(answerKeychain(safeStorage, message as KeychainQuestion))
    if (isConfirmMessage(message)) void answerConfirm(showBox, message as ConfirmQuestion).then(answer)
  })
  const gone = new AbortController()
  child.on('exit', () => gone.abort())
  const answer = (said: ConfirmAnswer) => {
    // Somebody may have thought about it for longer than the process lived.
    if (!gone.signal.aborted) child.postMessage(said)
  }
  const tell = (word: SystemMessage['word']) => {
    // Posting to a process that is ending can bring down its parent (electron/electron#53923).
    if (!gone.signal.aborted) child.postMessage({ kind: 'system', word } satisfies SystemMessage)
  }
  void followSystem({ power: powerMonitor, isOnline: () => net.isOnline(), clock: systemClock }, tell, gone.signal)
  return {
    give: (port) => child.postMessage(null, [port]),
    onWord: (listener) => {
      child.on('message', (message: unknown) => {
        if (!isKeychainMessage(message) && !isConfirmMessage(message)) listener(message as EngineWord)
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

/** On the window that is looked at, so that it is seen what it is about. */
function showBox(box: ConfirmBox): Promise<{ response: number }> {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  return window ? dialog.showMessageBox(window, box) : dialog.showMessageBox(box)
}
