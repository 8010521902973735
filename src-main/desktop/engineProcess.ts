import { AppError } from '../../src-shared/model/appError.ts'
import { serveEngine } from '../engine/serveEngine.ts'
import { toTextPort } from '../engine/toTextPort.ts'
import type { EngineWord } from '../keepEngine.ts'
import { createNodePorts, findPassphraseSeal } from '../nodePorts.ts'
import { ensureWorkspace } from '../startup/ensureWorkspace.ts'
import { openWorkspace } from '../startup/openWorkspace.ts'
import { createKeychainSeal } from './createKeychainSeal.ts'

const POLL_MS = 15_000

const say = (word: EngineWord) => process.parentPort.postMessage(word)

try {
  await run(process.argv[2] ?? '', process.argv[3] === 'keychain')
  say({ kind: 'ready' })
} catch (error) {
  if (!(error instanceof AppError)) throw error
  say({ kind: 'refused', code: error.code, message: error.message, hint: error.hint })
}

async function run(folder: string, hasKeychain: boolean): Promise<void> {
  // A passphrase that was given is meant; without one the system's keychain serves, where there is one.
  const passphrase = findPassphraseSeal(process.env)
  const ports = createNodePorts(passphrase ?? (hasKeychain ? createKeychainSeal(process.parentPort) : null))
  ensureWorkspace(ports, folder)
  const workspace = await openWorkspace(ports, { folder, access: 'write', what: 'the desktop window', pollMs: POLL_MS })
  const serve = serveEngine(workspace.router, ports.log)
  // What came while it was being opened has waited in the port.
  process.parentPort.on('message', (event) => {
    const [port] = event.ports
    if (port) serve(toTextPort(port, (message) => (message as { data: unknown }).data))
    else if (event.data === 'stop') void workspace.stop().then(() => process.exit(0))
  })
}
