import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Browser,
  test as base,
  chromium,
  type ElectronApplication,
  _electron as electron,
  expect,
  type Page,
  type PlaywrightTestOptions,
} from '@playwright/test'
import { type StripeStandIn, startStripe } from '../fixtures/startStripe.ts'
import { BROWSER_ARGUMENTS, findBrowser } from './findBrowser.ts'
import { findDesktopObstacle } from './findDesktop.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const PROGRAM = join(ROOT, 'out', 'main', 'tierdesk.js')
const KEY = 'sk_test_51TierdeskEndToEnd01'
const DONE = [0]
/** With 3 (done in part) and 4 (refused by a rule) the answer is printed all the same. */
const ANSWERED = [0, 3, 4]

/** A workspace with a Stripe beside it, not yet open anywhere. */
export interface Business {
  folder: string
  stripe: StripeStandIn
  /** Runs a command line and gives what it printed; throws where it failed. */
  run(...argv: string[]): Promise<string>
  /** What a command line answers as JSON: done, done in part or refused by a rule, it is an answer. */
  ask<Answer>(...argv: string[]): Promise<Answer>
}

/** The console in whichever host the project is for. */
export interface Console {
  page: Page
  /** Null in a browser. */
  app: ElectronApplication | null
  /** Where the web host is; null in a window. */
  address: string | null
  /** When its host was started, by `Date.now()`. */
  startedAt: number
  /** Ends the host as a crash would. */
  kill(): Promise<void>
}

interface Options {
  /** How many customers Stripe has, and whether they are mirrored before the console opens. */
  customers: number
  isConnected: boolean
  isSynced: boolean
  /** What is sold in a workspace that is no demo. */
  templates: readonly string[]
  /** In place of a workspace and a Stripe beside it: a demo that was made and mirrored, or nothing, so that the first start makes one. */
  demo: 'none' | 'made' | 'first-start'
  /** Opened to look only. */
  isLook: boolean
  /** The screen that is gone to, by its name in the sidebar; null stays where the console opens. */
  goesTo: string | null
}

interface WorkerFixtures {
  /** A demo that was made once for all tests; each has a copy. */
  madeDemo: { copyTo(folder: string): void }
  /** One browser for all tests; each has a context of its own. A window needs none. */
  launch: () => Promise<Browser>
}

interface Fixtures {
  business: Business
  console: Console
  /** What the page complained about. A test that expects a complaint takes it out. */
  complaints: string[]
}

/** One specification for both hosts: what one face can do, the other can. */
export const test = base.extend<Options & Fixtures, WorkerFixtures>({
  customers: [250, { option: true }],
  isConnected: [true, { option: true }],
  isSynced: [true, { option: true }],
  templates: [['trading'], { option: true }],
  demo: ['none', { option: true }],
  isLook: [false, { option: true }],
  goesTo: ['Companies', { option: true }],

  madeDemo: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const scratch = mkdtempSync(join(tmpdir(), 'tierdesk-e2e-demo-'))
      let made: string | null = null
      await use({
        copyTo(folder) {
          made ??= makeDemo(join(scratch, 'made'))
          cpSync(made, folder, { recursive: true })
        },
      })
      rmSync(scratch, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],

  launch: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const kept: { browser?: Promise<Browser> } = {}
      await use(() => {
        kept.browser ??= findBrowser().then((executablePath) => chromium.launch({ executablePath, args: BROWSER_ARGUMENTS }))
        return kept.browser
      })
      await (await kept.browser)?.close()
    },
    { scope: 'worker' },
  ],

  business: async ({ customers, isConnected, isSynced, templates, demo, madeDemo }, use, { project }) => {
    // Before anything is made for a window that cannot open.
    const obstacle = project.name === 'desktop' ? findDesktopObstacle() : null
    base.skip(obstacle !== null, obstacle ?? '')
    const scratch = mkdtempSync(join(tmpdir(), 'tierdesk-e2e-'))
    const folder = join(scratch, 'Lantern Works')
    const stripe = await startStripe(demo === 'none' ? customers : 0)
    const print = async (argv: string[], good: readonly number[]) => {
      const child = spawn(process.execPath, [PROGRAM, '--workspace', folder, ...argv], {
        env: { ...process.env, STRIPE_KEY: KEY },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let printed = ''
      child.stdout.on('data', (chunk) => {
        printed += String(chunk)
      })
      let said = ''
      child.stderr.on('data', (chunk) => {
        said += String(chunk)
      })
      const [code] = (await once(child, 'close')) as [number]
      if (!good.includes(code)) throw new Error(`tierdesk ${argv.join(' ')} ended with ${code}: ${said}`)
      return printed
    }
    const run = (...argv: string[]) => print(argv, DONE)
    if (demo === 'made') madeDemo.copyTo(folder)
    if (demo === 'none') {
      await run('init', ...templates.flatMap((template) => ['--template', template]), '--zone', 'Africa/Nairobi')
      if (isConnected) await run('connect', 'stripe', '--base-url', stripe.baseUrl, '--secret-env', 'STRIPE_KEY')
      if (isConnected && isSynced) await run('sync')
    }
    await use({
      folder,
      stripe,
      run,
      ask: async <Answer>(...argv: string[]) => JSON.parse(await print(['--json', ...argv], ANSWERED)) as Answer,
    })
    await stripe.stop()
    rmSync(scratch, { recursive: true, force: true })
  },

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  complaints: async ({}, use) => {
    const complaints: string[] = []
    await use(complaints)
    expect(complaints, 'the page complained').toEqual([])
  },

  console: async ({ business, complaints, colorScheme, viewport, demo, goesTo, isLook, launch }, use, { project }) => {
    const opened =
      project.name === 'desktop'
        ? await openWindow(business, colorScheme, isLook)
        : await openPage(await launch(), business, { colorScheme, viewport, isLook })
    opened.page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
    opened.page.on('pageerror', (error) => complaints.push(error.message))
    await opened.begin()
    // Commands about a demo are passed to whoever has it open, once its engine answers.
    if (demo === 'made')
      await expect(opened.page.getByRole('button', { name: /^Sync/ }).first()).not.toHaveAttribute('title', /has not answered/)
    if (goesTo !== null) await opened.page.getByRole('link', { name: goesTo, exact: true }).click()
    await use(opened)
    await opened.end()
  },
})

export { expect }

/** Makes a demo and mirrors it, which takes seconds. Gives its folder. */
function makeDemo(folder: string): string {
  execFileSync(process.execPath, [PROGRAM, '--workspace', folder, 'init', '--demo', '--zone', 'Africa/Nairobi'], { stdio: 'ignore' })
  return folder
}

type Opened = Console & { begin(): Promise<void>; end(): Promise<void> }

type ColorScheme = PlaywrightTestOptions['colorScheme']

interface PageOptions {
  colorScheme: ColorScheme
  viewport: PlaywrightTestOptions['viewport']
  isLook: boolean
}

async function openPage(browser: Browser, business: Business, { colorScheme, viewport, isLook }: PageOptions): Promise<Opened> {
  const startedAt = Date.now()
  const host = await serve(business.folder, '0', isLook ? '--look' : '--first-start')
  const context = await browser.newContext({ viewport, colorScheme: colorScheme ?? null, reducedMotion: 'reduce' })
  const page = await context.newPage()
  return {
    page,
    app: null,
    address: host.address,
    startedAt,
    begin: async () => void (await page.goto(host.address)),
    kill: async () => {
      host.child.kill('SIGKILL')
      await host.ended
    },
    end: async () => {
      await context.close()
      host.child.kill('SIGTERM')
      await host.ended
    },
  }
}

/** Starts `serve` in a process of its own; where there is no workspace, it makes the demo. */
export async function serve(
  folder: string,
  port = '0',
  how: '--first-start' | '--look' = '--first-start',
): Promise<{ child: ChildProcess; address: string; ended: Promise<unknown> }> {
  const argv = ['--workspace', folder, '--json', 'serve', how, '--port', port, '--poll-seconds', '2']
  const child = spawn(process.execPath, [PROGRAM, ...argv], {
    env: { ...process.env, STRIPE_KEY: KEY },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = once(child, 'exit')
  const [line] = (await Promise.race([
    once(child.stdout, 'data'),
    ended.then(() => Promise.reject(new Error('the web host did not start'))),
  ])) as [Buffer]
  return { child, address: (JSON.parse(String(line)) as { address: string }).address, ended }
}

async function openWindow({ folder }: Business, colorScheme: ColorScheme, isLook: boolean): Promise<Opened> {
  const startedAt = Date.now()
  const scratch = mkdtempSync(join(tmpdir(), 'tierdesk-window-'))
  const app = await electron.launch({
    args: ['--no-sandbox', ROOT],
    // A place of its own for what Electron keeps, or a second window would hand over to the first.
    env: {
      ...(process.env as Record<string, string>),
      ...{ STRIPE_KEY: KEY, TIERDESK_WORKSPACE: folder, XDG_CONFIG_HOME: scratch },
      TIERDESK_LOOK: isLook ? '1' : '0',
    },
    ...(colorScheme ? { colorScheme } : {}),
  })
  await answerQuestions(app)
  const page = await app.firstWindow()
  return {
    page,
    app,
    address: null,
    startedAt,
    begin: async () => {
      await page.waitForLoadState()
    },
    kill: async () => {
      app.process().kill('SIGKILL')
    },
    end: async () => {
      await app.close()
      rmSync(scratch, { recursive: true, force: true })
    },
  }
}

/** What the system asks cannot be clicked: `answer` is the button that is pressed, yes unless a test says otherwise; `asked` is what was asked. */
async function answerQuestions(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ dialog }) => {
    const state: { asked: unknown[]; answer: number } = Object.assign(globalThis, { asked: [], answer: 1 })
    dialog.showMessageBox = async (...told: unknown[]) => {
      state.asked.push(told.at(-1))
      return { response: state.answer, checkboxChecked: false }
    }
  })
}
