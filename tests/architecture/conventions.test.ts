import { describe, expect, test } from 'vitest'
import {
  findBannedNames,
  findClocksAndDice,
  findDefaultExports,
  findEmptyCatches,
  findLongFiles,
  findMisnamedFile,
  findModuleMocks,
} from './conventions.ts'
import { listFiles, parseSource, readSources, readText, SOURCE_FOLDERS } from './sourceFile.ts'

/** Files of more than 300 lines, each with the reason why it is better whole. */
const ALLOWED_LONG: Record<string, string> = {}

const WITHOUT_CLOCK = /^src-(main\/(domain|store|sync)|shared)\//

describe('the tree', () => {
  const sources = readSources(SOURCE_FOLDERS)

  test('exports by name alone', () => {
    expect(sources.flatMap(findDefaultExports)).toEqual([])
  })

  test('mocks no module in its unit tests', () => {
    expect(readSources(['tests/unit']).flatMap(findModuleMocks)).toEqual([])
  })

  test('passes time and chance to domain, store, sync and what is shared', () => {
    const held = sources.filter(({ path }) => WITHOUT_CLOCK.test(path))
    expect(held.length).toBeGreaterThan(40)
    expect(held.flatMap(findClocksAndDice)).toEqual([])
  })

  test('has no empty catch', () => {
    expect(sources.flatMap(findEmptyCatches)).toEqual([])
  })

  test('names files for what they export', () => {
    expect(sources.flatMap(findMisnamedFile)).toEqual([])
  })

  test('has no file or folder whose name tells nothing', () => {
    expect(findBannedNames(listFiles(SOURCE_FOLDERS))).toEqual([])
  })

  test('has no file over 300 lines without a reason', () => {
    const files = listFiles(SOURCE_FOLDERS).filter((path) => /\.(tsx?|css)$/.test(path))
    expect(
      findLongFiles(
        files.map((path) => ({ path, text: readText(path) })),
        ALLOWED_LONG,
      ),
    ).toEqual([])
    expect(Object.keys(ALLOWED_LONG).filter((path) => !files.includes(path))).toEqual([])
  })
})

describe('a planted breach is reported', () => {
  const path = 'src-main/sync/pullPage.ts'
  const plant = (text: string) => parseSource(path, text)

  test.each(['export default function pullPage() {}', 'export default 1', 'const a = 1\nexport { a as default }'])(
    'a default export: %s',
    (text) => {
      expect(findDefaultExports(plant(text))).toEqual([expect.stringMatching(/pullPage\.ts:\d exports by default/)])
    },
  )

  test.each(['vi.mock', 'vi.doMock', 'jest.mock', 'jest.doMock'])('a mocked module: %s', (call) => {
    expect(findModuleMocks(plant(`\n${call}('../ports.ts', () => ({}))`))).toEqual([`${path}:2 uses ${call}`])
  })

  test.each(['Date.now()', 'Math.random()', 'performance.now()', 'new Date()', 'new Date', 'Date()'])('a clock or a die: %s', (text) => {
    expect(findClocksAndDice(plant(`const at = ${text}`))).toHaveLength(1)
  })

  test('a clock that is handed on without being called', () => {
    expect(findClocksAndDice(plant('follow({ now: Date.now })'))).toEqual([`${path}:1 uses Date.now`])
  })

  test.each(['new Date(at)', 'clock.now()', 'Math.round(1)', 'Date.UTC(2026, 0)', "'Date.now()'"])(
    'but no date of something: %s',
    (text) => {
      expect(findClocksAndDice(plant(`const at = ${text}`))).toEqual([])
    },
  )

  test.each(['try { a() } catch {}', 'try { a() } catch (error) {\n}', '/* why */ try { /* why */ a() } catch {} // why'])(
    'an empty catch: %s',
    (text) => {
      expect(findEmptyCatches(plant(text))).toEqual([`${path}:1 catches and says nothing`])
    },
  )

  test.each(['try { a() } catch {\n  // The page is gone.\n}', 'try { a() } catch (error) { throw error }'])('but not: %s', (text) => {
    expect(findEmptyCatches(plant(text))).toEqual([])
  })

  test.each([
    'export function askPage() {}',
    'export async function askPage() {}',
    'export const askPage = () => {}',
    'export class AskPage {}',
    'export function askPage(): void\nexport function askPage() {}\nexport const LIMIT = 1',
  ])('a file with another name: %s', (text) => {
    expect(findMisnamedFile(plant(text))).toEqual([expect.stringMatching(/pullPage\.ts exports [aA]skPage and is not named for it/)])
  })

  test.each([
    'export function pullPage() {}',
    'export function askPage() {}\nexport function findPage() {}',
    'export const pullPage = {}\nexport function askPage() {}',
    'export class PullPage {}',
    'export type PullPage = string\nexport function askPage() {}',
    'export interface Page {}\nfunction askPage() {}',
  ])('but not: %s', (text) => {
    expect(findMisnamedFile(plant(text))).toEqual([])
  })

  test('a component in a file that begins with a small letter', () => {
    expect(findMisnamedFile(parseSource('src-renderer/ui/button.tsx', 'export function Button() {}'))).toHaveLength(1)
    expect(findMisnamedFile(parseSource('src-renderer/ui/Button.tsx', 'export function Button() {}'))).toEqual([])
  })

  test.each([
    'src-main/sync/utils.ts',
    'src-main/sync/helper.ts',
    'src-renderer/ui/common.module.css',
    'src-main/misc.ts',
    'src-main/sync/SyncManager.ts',
    'src-main/sync/mirrorService.ts',
    'src-main/sync/data.ts',
    'src-main/sync/Info.ts',
  ])('a file whose name tells nothing: %s', (banned) => {
    expect(findBannedNames([banned])).toEqual([banned])
  })

  test('a folder whose name tells nothing, once', () => {
    expect(findBannedNames(['src-main/helpers/a.ts', 'src-main/helpers/b.ts'])).toEqual(['src-main/helpers'])
    expect(findBannedNames(['src-renderer/ui/DataTable.tsx', 'src-main/database.ts', 'src-main/sync/serviceLevel.ts'])).toEqual([])
  })

  test('a file of 301 lines, and a leave that is no longer needed', () => {
    const long = { path, text: 'a\n'.repeat(301) }
    const short = { path, text: 'a\n'.repeat(300) }
    expect(findLongFiles([long], {})).toEqual([`${path} has 301 lines: ask what its two reasons to change are`])
    expect(findLongFiles([long], { [path]: 'one table of the provider’s words' })).toEqual([])
    expect(findLongFiles([short], {})).toEqual([])
    expect(findLongFiles([short], { [path]: 'one table of the provider’s words' })).toHaveLength(1)
  })
})
