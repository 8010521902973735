import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'

/** Everything comes from the console itself; nothing inline runs, nothing is evaluated, nobody may frame it. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

export interface Page {
  body: Buffer
  headers: Record<string, string>
}

/**
 * The built renderer, by address.
 *
 * Read once and served from memory: what is not in this map does not exist, so no address can climb out of the folder.
 */
export function readPages(folder: string): ReadonlyMap<string, Page> {
  const pages = new Map<string, Page>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = TYPES[extname(entry.name)]
    if (!entry.isFile() || !type) continue
    const file = join(entry.parentPath, entry.name)
    const address = `/${file.slice(folder.length + 1).replaceAll('\\', '/')}`
    pages.set(address, { body: readFileSync(file), headers: toHeaders(type, address) })
  }
  const index = pages.get('/index.html')
  if (index) pages.set('/', index)
  return pages
}

function toHeaders(type: string, address: string): Record<string, string> {
  return {
    'content-type': type,
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    // Assets carry a hash of their content in their names.
    'cache-control': address.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store',
  }
}
