import { type MessagePort, Worker } from 'node:worker_threads'
import type { EngineOptions } from '../engine/createEngine.ts'
import type { EngineChild, EngineWord } from '../keepEngine.ts'

/** An engine on a thread of its own, so that no socket ever waits for SQLite. */
export function startEngineWorker(file: string, options: EngineOptions): EngineChild<MessagePort> {
  const worker = new Worker(file, { workerData: options })
  let onExit = () => {}
  worker.on('error', (error) =>
    process.stderr.write(`engine: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`),
  )
  worker.on('exit', () => onExit())
  return {
    give: (port) => worker.postMessage(port, [port]),
    onWord: (listener) => {
      worker.on('message', (word: EngineWord) => listener(word))
    },
    onExit: (listener) => {
      onExit = listener
    },
    askToStop: () => worker.postMessage('stop'),
    kill: () => void worker.terminate(),
  }
}
