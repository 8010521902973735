import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { AppError } from '../../src-shared/model/appError.ts'
import { createEngine, type EngineOptions } from '../engine/createEngine.ts'
import { serveEngine } from '../engine/serveEngine.ts'
import { toTextPort } from '../engine/toTextPort.ts'
import type { EngineWord } from '../keepEngine.ts'
import { createNodePorts } from '../nodePorts.ts'

const say = (word: EngineWord) => parentPort?.postMessage(word)

try {
  run(workerData as EngineOptions)
  say({ kind: 'ready' })
} catch (error) {
  if (!(error instanceof AppError)) throw error
  say({ kind: 'refused', code: error.code, message: error.message, hint: error.hint })
}

function run(options: EngineOptions): void {
  const ports = createNodePorts()
  const engine = createEngine(ports, options)
  const serve = serveEngine(engine.router, ports.log)
  parentPort?.on('message', (message: MessagePort | 'stop') => {
    if (message !== 'stop') serve(toTextPort(message, (text) => text))
    else void engine.stop().then(() => process.exit(0))
  })
}
