import { join } from 'node:path'
import {
  app,
  BrowserWindow,
  dialog,
  Menu,
  MessageChannelMain,
  type MessagePortMain,
  nativeTheme,
  protocol,
  session,
  type WebFrameMain,
} from 'electron'
import { type EngineKeeper, keepEngine } from '../keepEngine.ts'
import { systemClock } from '../nodePorts.ts'
import { readPages } from '../readPages.ts'
import { redact } from '../redact.ts'
import { toWorkspacePath } from '../toWorkspacePath.ts'
import { isOwnAddress, ORIGIN } from './isOwnAddress.ts'
import { isOwnFile } from './isOwnFile.ts'
import { isToLook } from './isToLook.ts'
import { startEngineProcess } from './startEngineProcess.ts'

const here = import.meta.dirname
const SMALLEST = { minWidth: 1024, minHeight: 640 }
/** The one thing that a page may do: put text on the clipboard, from a button. */
const COPYING = 'clipboard-sanitized-write'
const SURFACE = { light: '#f4f6f9', dark: '#0e1013' }

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }])

if (app.requestSingleInstanceLock()) {
  // Not awaited at the top level: ready waits for this module.
  app.whenReady().then(start, fail)
} else {
  app.quit()
}

function start(): void {
  const access = isToLook(process.argv, process.env) ? 'look' : 'write'
  const keeper: EngineKeeper<MessagePortMain> = keepEngine({
    start: () => startEngineProcess(join(here, 'engineProcess.js'), toWorkspacePath(undefined), access),
    clock: systemClock,
    log,
    onReady: () => {},
    onRefused: ({ message, hint }) => {
      dialog.showErrorBox('Tierdesk cannot open the workspace', `${message}\n\n${hint}`)
      app.quit()
    },
  })
  servePages()
  denyEverything()
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(process.platform === 'darwin' ? [{ role: 'appMenu' as const }] : []),
      { role: 'fileMenu' },
      { role: 'editMenu' },
      { role: 'viewMenu' },
      { role: 'windowMenu' },
    ]),
  )
  openWindow(keeper)

  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) openWindow(keeper)
  })
  app.on('second-instance', () => focus(BrowserWindow.getAllWindows()[0]))
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  stopInOrder(keeper)
}

/** The engine closes its database before the program ends. */
function stopInOrder(keeper: EngineKeeper<MessagePortMain>): void {
  let isStopped = false
  app.on('before-quit', (event) => {
    if (isStopped) return
    event.preventDefault()
    keeper.stop().then(() => {
      isStopped = true
      app.quit()
    }, fail)
  })
}

function servePages(): void {
  const pages = readPages(join(here, '..', 'renderer'))
  protocol.handle('app', (request) => {
    const page = isOwnAddress(request.url) ? pages.get(new URL(request.url).pathname) : undefined
    if (!page || request.method !== 'GET') return new Response(null, { status: 404 })
    return new Response(new Uint8Array(page.body), { headers: page.headers })
  })
}

/** A billing console needs no camera, no location, no download but of its own tables. */
function denyEverything(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, permission, decide) => decide(permission === COPYING))
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => permission === COPYING)
  // What is saved is a table that staff asked for; the system asks them where.
  session.defaultSession.on('will-download', (event, item) => {
    if (!isOwnFile(item.getURL())) event.preventDefault()
  })
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-navigate', (event) => {
      if (!isOwnAddress(event.url)) event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
}

function openWindow(keeper: EngineKeeper<MessagePortMain>): void {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    ...SMALLEST,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? SURFACE.dark : SURFACE.light,
    webPreferences: {
      preload: join(here, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
  window.once('ready-to-show', () => window.show())
  window.webContents.ipc.on('engine-port', ({ senderFrame }) => {
    if (senderFrame && senderFrame === window.webContents.mainFrame && isOwnAddress(senderFrame.url)) connect(keeper, senderFrame)
  })
  window.loadURL(`${ORIGIN}/index.html`).catch(fail)
}

/** One end to the engine, the other to the page that asked: nothing of their talk passes through this process. */
function connect(keeper: EngineKeeper<MessagePortMain>, frame: WebFrameMain): void {
  const { port1, port2 } = new MessageChannelMain()
  // The page may be gone between its asking and now.
  if (frame.isDestroyed()) return
  keeper.give(port1)
  frame.postMessage('engine-port', null, [port2])
}

function focus(window: BrowserWindow | undefined): void {
  if (window?.isMinimized()) window.restore()
  window?.focus()
}

function log(line: string): void {
  process.stderr.write(`${redact(line)}\n`)
}

function fail(error: unknown): void {
  log(error instanceof Error ? (error.stack ?? error.message) : String(error))
  app.exit(1)
}
