import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseSource, ROOT, readSources, SOURCE_FOLDERS } from './sourceFile.ts'
import { findUnusedExports } from './unusedExports.ts'

/** What electron.vite.config.ts and src-renderer/index.html start, by path. */
const ENTRIES = [
  'src-main/tierdesk.ts',
  'src-main/desktop/desktop.ts',
  'src-main/desktop/engineProcess.ts',
  'src-main/web/engineWorker.ts',
  'src-main/store/backups/storeWorker.ts',
  'src-preload/index.ts',
  'src-renderer/app/main.tsx',
]

describe('the tree', () => {
  test('has its entry points where the build looks for them', () => {
    expect(ENTRIES.filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
  })

  test('exports nothing that no other file imports', () => {
    expect(findUnusedExports(readSources(SOURCE_FOLDERS), readSources(['tests']), ENTRIES)).toEqual([])
  })
})

describe('a planted export', () => {
  const path = 'src-main/sync/pullPage.ts'

  test.each([
    ['export function pullPage() {}', [`${path}:1 exports pullPage, which nothing uses`]],
    ['\nexport const PAGE = 1, SIZE = 2', [`${path}:2 exports PAGE, which nothing uses`, `${path}:2 exports SIZE, which nothing uses`]],
    ['export const { a: first } = found', [`${path}:1 exports first, which nothing uses`]],
    ['export class Page {}', [`${path}:1 exports Page, which nothing uses`]],
    ['export type Page = string', [`${path}:1 exports Page, which nothing uses`]],
    ['export interface Page {}\nlet page: Page', []],
    ['export const page = 1\nlet other = page', [`${path}:1 exports page, which only it uses`]],
    ['const page = 1\nexport { page as first }', [`${path}:2 exports first, which nothing uses`]],
    ["export { a } from './a.ts'", [`${path}:1 exports a, which nothing uses`]],
    ['export default 1', [`${path}:1 exports default, which nothing uses`]],
  ])('is reported where nobody imports it: %s', (text, reported) => {
    expect(findUnusedExports([parseSource(path, text)], [], [])).toEqual(reported)
  })

  test('is reported where only a file of the same name elsewhere is meant, or only itself', () => {
    const file = parseSource(path, "import { pullPage as again } from './pullPage.ts'\nexport function pullPage() {}")
    const other = parseSource('src-main/outbox/send.ts', "import { pullPage } from './pullPage.ts'")
    expect(findUnusedExports([file, other], [], [])).toHaveLength(1)
  })

  test.each([
    "import { pullPage } from './pullPage.ts'",
    "import { pullPage as pull } from './pullPage.ts'",
    "import type { pullPage } from './pullPage.ts'",
    "import * as pages from './pullPage.ts'",
    "export { pullPage } from './pullPage.ts'",
    "export * from './pullPage.ts'",
    "const { pullPage } = await import('./pullPage.ts')",
    "type Pull = import('./pullPage.ts').pullPage",
    "type Pull = typeof import('./pullPage.ts')",
  ])('is left alone where a file says: %s', (text) => {
    const file = parseSource(path, 'export function pullPage() {}')
    expect(findUnusedExports([file], [parseSource('src-main/sync/createSync.ts', text)], [])).toEqual([])
  })

  test('is left alone in an entry point', () => {
    expect(findUnusedExports([parseSource(path, 'export function pullPage() {}')], [], [path])).toEqual([])
  })
})
