import { AppError } from '../../src-shared/model/appError.ts'
import { createEngine } from '../engine/createEngine.ts'
import { ensureWorkspace } from '../engine/ensureWorkspace.ts'
import { serveEngine } from '../engine/serveEngine.ts'
import { toTextPort } from '../engine/toTextPort.ts'
import type { EngineWord } from '../keepEngine.ts'
import { createNodePorts, findPassphraseSeal } from '../nodePorts.ts'
import { createKeychainSeal } from './createKeychainSeal.ts'

const POLL_MS = 15_000

const say = (word: EngineWord) => process.parentPort.postMessage(word)

try {
  run(process.argv[2] ?? '', process.argv[3] === 'keychain')
  say({ kind: 'ready' })
} catch (error) {
  if (!(error instanceof AppError)) throw error
  say({ kind: 'refused', code: error.code, message: error.message, hint: error.hint })
}

function run(folder: string, hasKeychain: boolean): void {
  // A passphrase that was given is meant; without one the system's keychain serves, where there is one.
  const passphrase = findPassphraseSeal(process.env)
  const ports = createNodePorts(passphrase ?? (hasKeychain ? createKeychainSeal(process.parentPort) : null))
  ensureWorkspace(ports, folder)
  const engine = createEngine(ports, { folder, access: 'write', what: 'the desktop window', pollMs: POLL_MS })
  const serve = serveEngine(engine.router, ports.log)
  process.parentPort.on('message', (event) => {
    const [port] = event.ports
    if (port) serve(toTextPort(port, (message) => (message as { data: unknown }).data))
    else if (event.data === 'stop') void engine.stop().then(() => process.exit(0))
  })
}
