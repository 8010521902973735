import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../../..')
const PAGES = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md', { cwd: ROOT })]

test('every link of the documents leads somewhere', () => {
  expect(PAGES.flatMap((page) => listBroken(page, readFileSync(join(ROOT, page), 'utf8')))).toEqual([])
})

test('a link to a page or a heading that is not there is found', () => {
  const text = '[a](nowhere.md) [b](CONTRIBUTING.md#no-such-heading) [c](CONTRIBUTING.md#set-up) [d](https://example.com/x)'
  expect(listBroken('README.md', text)).toEqual(['README.md: nowhere.md', 'README.md: CONTRIBUTING.md#no-such-heading'])
})

function listBroken(page: string, text: string): string[] {
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target).filter((target) => !/^[a-z]+:/.test(target))
  return links.filter((target) => !leadsSomewhere(page, target)).map((target) => `${page}: ${target}`)
}

function leadsSomewhere(page: string, target: string): boolean {
  const [path = '', heading] = target.split('#')
  const file = path === '' ? join(ROOT, page) : join(ROOT, dirname(page), path)
  if (!existsSync(file)) return false
  return heading === undefined || listHeadings(readFileSync(file, 'utf8')).includes(heading)
}

function listHeadings(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  )
}
