import { type MessagePortMain, utilityProcess } from 'electron'
import type { EngineChild, EngineWord } from '../keepEngine.ts'

/** An engine in a process of its own: neither a window nor the main process ever waits for SQLite. */
export function startEngineProcess(file: string, folder: string): EngineChild<MessagePortMain> {
  const child = utilityProcess.fork(file, [folder], { serviceName: 'Tierdesk engine', stdio: 'inherit' })
  return {
    give: (port) => child.postMessage(null, [port]),
    onWord: (listener) => {
      child.on('message', (word: EngineWord) => listener(word))
    },
    onExit: (listener) => {
      child.on('exit', listener)
    },
    askToStop: () => child.postMessage('stop'),
    kill: () => void child.kill(),
  }
}
