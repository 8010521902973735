import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { AppError } from '../../src-shared/model/appError.ts'
import type { EngineOptions } from '../engine/createEngine.ts'
import { serveEngine } from '../engine/serveEngine.ts'
import { toTextPort } from '../engine/toTextPort.ts'
import type { EngineWord } from '../keepEngine.ts'
import { createNodePorts } from '../nodePorts.ts'
import { openWorkspace } from '../startup/openWorkspace.ts'

const say = (word: EngineWord) => parentPort?.postMessage(word)

try {
  await run(workerData as EngineOptions)
  say({ kind: 'ready' })
} catch (error) {
  if (!(error instanceof AppError)) throw error
  say({ kind: 'refused', code: error.code, message: error.message, hint: error.hint })
}

async function run(options: EngineOptions): Promise<void> {
  const ports = createNodePorts()
  // Over another database another engine is started; pages find their way to it by themselves.
  const end = () => void workspace.stop().then(() => process.exit(0))
  const workspace = await openWorkspace(ports, { ...options, mayLook: true, onReplaced: () => end() })
  const serve = serveEngine(workspace.router, ports.log)
  // What came while it was being opened has waited in the port.
  parentPort?.on('message', (message: MessagePort | 'stop') => {
    if (message !== 'stop') serve(toTextPort(message, (text) => text))
    else end()
  })
}
