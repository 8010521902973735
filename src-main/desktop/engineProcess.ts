import { AppError } from '../../src-shared/model/appError.ts'
import { serveEngine } from '../engine/serveEngine.ts'
import { toTextPort } from '../engine/toTextPort.ts'
import type { EngineWord } from '../keepEngine.ts'
import { createNodePorts, findPassphraseSeal } from '../nodePorts.ts'
import { ensureWorkspace } from '../startup/ensureWorkspace.ts'
import { type OpenWorkspace, openWorkspace } from '../startup/openWorkspace.ts'
import { createConfirm } from './createConfirm.ts'
import { createKeychainSeal } from './createKeychainSeal.ts'
import { createSystemPort } from './createSystemPort.ts'

const POLL_MS = 15_000

const say = (word: EngineWord) => process.parentPort.postMessage(word)

try {
  await run({ folder: process.argv[2] ?? '', hasKeychain: process.argv[3] === 'keychain', isLook: process.argv[4] === 'look' })
  say({ kind: 'ready' })
} catch (error) {
  if (!(error instanceof AppError)) throw error
  say({ kind: 'refused', code: error.code, message: error.message, hint: error.hint })
}

async function run({ folder, hasKeychain, isLook }: { folder: string; hasKeychain: boolean; isLook: boolean }): Promise<void> {
  // Heard from the first moment on: whatever else listens to this port sets it going, and what nobody takes then is lost.
  const { promise: opened, resolve: onOpened } = Promise.withResolvers<OpenEngine>()
  const end = () => void opened.then(({ workspace }) => workspace.stop()).then(() => process.exit(0))
  process.parentPort.on('message', (event) => {
    const [port] = event.ports
    if (port) void opened.then(({ serve }) => serve(toTextPort(port, (message) => (message as { data: unknown }).data)))
    else if (event.data === 'stop') end()
  })
  // A passphrase that was given is meant; without one the system's keychain serves, where there is one.
  const seal = findPassphraseSeal(process.env) ?? (hasKeychain ? createKeychainSeal(process.parentPort) : null)
  const ports = { ...createNodePorts(seal), system: createSystemPort(process.parentPort), confirm: createConfirm(process.parentPort) }
  // Who only looks makes nothing.
  if (!isLook) ensureWorkspace(ports, folder)
  // Over another database another engine is started; windows find their way to it by themselves.
  const access = isLook ? 'read' : 'write'
  const options = { folder, access, what: 'the desktop window', pollMs: POLL_MS, mayLook: true, onReplaced: end } as const
  const workspace = await openWorkspace(ports, options)
  onOpened({ workspace, serve: serveEngine(workspace.router, ports.log) })
}

interface OpenEngine {
  workspace: OpenWorkspace
  serve: ReturnType<typeof serveEngine>
}
