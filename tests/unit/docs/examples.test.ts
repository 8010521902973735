import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Lantern, makeLantern } from '../../fixtures/makeLantern.ts'
import { runCommand } from '../../fixtures/runCommand.ts'
import { readExamples, toWords } from './readExamples.ts'

const ROOT = join(import.meta.dirname, '../../..')
const RULES = 'docs/rules'
const PAGES = ['docs/command-line.md', ...readdirSync(join(ROOT, RULES)).map((name) => `${RULES}/${name}`)]

const pages = PAGES.map((path) => ({ path, ...readExamples(readFileSync(join(ROOT, path), 'utf8')) })).filter(
  ({ examples }) => examples.length > 0,
)

/** Pages are written, not compared, where this is set. */
const isWriting = process.env['TIERDESK_WRITE_EXAMPLES'] === '1'

let lantern: Lantern
const answers = new Map<string, string[]>()

beforeAll(async () => {
  lantern = await makeLantern()
  // In order, as a reader would type them: some of them record something.
  for (const { path, examples } of pages) {
    const own: string[] = []
    for (const { command } of examples) own.push(await answer(command))
    answers.set(path, own)
  }
}, 120_000)

afterAll(async () => {
  if (isWriting) for (const { path, withAnswers } of pages) writeFileSync(join(ROOT, path), withAnswers(answers.get(path) ?? []))
  await lantern?.end()
})

test('every page of rules has examples', () => {
  expect(pages.map(({ path }) => path)).toEqual(expect.arrayContaining(PAGES.filter((path) => !path.endsWith('README.md'))))
})

for (const { path, examples } of pages) {
  describe(path, () => {
    for (const [index, { command, expected }] of examples.entries()) {
      test(`${index + 1}: ${command}`, () => {
        if (!isWriting) expect(answers.get(path)?.[index]).toBe(expected)
      })
    }
  })
}

/** All that a terminal would show, and how it ended where that was not with 0. */
async function answer(command: string): Promise<string> {
  const [program, ...argv] = toWords(command)
  if (program !== 'tierdesk') throw new Error(`an example is a command of tierdesk: ${command}`)
  const { stdout, stderr, exitCode } = await runCommand(lantern.ports, argv)
  return `${stdout}${stderr}${exitCode === 0 ? '' : `(exit ${exitCode})\n`}`
}
