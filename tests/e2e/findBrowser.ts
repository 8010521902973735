import { existsSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** For a machine that has no display and no network to speak of. */
export const BROWSER_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A Chromium to test with: one that is installed, else the one that came with the packages. Never a download. */
export async function findBrowser(): Promise<string> {
  const installed = INSTALLED.find((path) => existsSync(path))
  if (installed) return installed
  // It unpacks itself into the temporary folder, and a half-written one of another version must not be taken for it.
  const folder = join(tmpdir(), 'tierdesk-chromium-153')
  mkdirSync(folder, { recursive: true })
  process.env['TMPDIR'] = folder
  const { default: chromium } = await import('@sparticuz/chromium')
  return chromium.executablePath()
}
