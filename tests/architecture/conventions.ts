import { basename } from 'node:path/posix'
import { type ESTree, Visitor } from 'vite'
import { type SourceFile, toPlace } from './sourceFile.ts'

const BANNED_NAMES = new Set(['util', 'helper', 'common', 'misc', 'manager', 'service', 'data', 'info'])
const MOCKS = new Set(['vi.mock', 'vi.doMock', 'jest.mock', 'jest.doMock'])
const CLOCKS_AND_DICE = new Set(['Date.now', 'Math.random', 'performance.now'])
const LONGEST_FILE = 300

export function findDefaultExports(file: SourceFile): string[] {
  return file.module.staticExports
    .flatMap(({ entries }) => entries)
    .filter(({ exportName }) => exportName.kind === 'Default' || exportName.name === 'default')
    .map(({ start }) => `${toPlace(file, start)} exports by default`)
}

/** Fakes are passed in: a test that must replace a module shows a design that is wrong. */
export function findModuleMocks(file: SourceFile): string[] {
  return findMembers(file, MOCKS)
}

/** Time and chance that are not passed in. A date of something (`new Date(at)`) is no clock. */
export function findClocksAndDice(file: SourceFile): string[] {
  const found = findMembers(file, CLOCKS_AND_DICE)
  new Visitor({
    NewExpression: (node) => {
      if (isNamed(node.callee, 'Date') && node.arguments.length === 0) found.push(`${toPlace(file, node.start)} uses new Date()`)
    },
    CallExpression: (node) => {
      // Without `new` it tells the present time, whatever it is given.
      if (isNamed(node.callee, 'Date')) found.push(`${toPlace(file, node.start)} uses Date()`)
    },
  }).visit(file.program)
  return found
}

function findMembers(file: SourceFile, banned: ReadonlySet<string>): string[] {
  const found: string[] = []
  new Visitor({
    MemberExpression: ({ object, property, start }) => {
      if (object.type !== 'Identifier' || property.type !== 'Identifier') return
      const member = `${object.name}.${property.name}`
      if (banned.has(member)) found.push(`${toPlace(file, start)} uses ${member}`)
    },
  }).visit(file.program)
  return found
}

function isNamed(node: ESTree.Expression, name: string): boolean {
  return node.type === 'Identifier' && node.name === name
}

/** Catches that neither do anything nor say why nothing is to be done. */
export function findEmptyCatches(file: SourceFile): string[] {
  const found: string[] = []
  new Visitor({
    CatchClause: ({ body, start }) => {
      const isExplained = file.comments.some((comment) => comment.start > body.start && comment.end < body.end)
      if (body.body.length === 0 && !isExplained) found.push(`${toPlace(file, start)} catches and says nothing`)
    },
  }).visit(file.program)
  return found
}

/** A file that exports one function, component or class bears the name of it, or of something else that it exports. */
export function findMisnamedFile(file: SourceFile): string[] {
  const made = listMadeExports(file)
  const [only] = made
  if (!only || made.length > 1) return []
  const names = file.module.staticExports.flatMap(({ entries }) => entries.map(({ exportName }) => exportName.name ?? ''))
  return names.some((name) => isNamedFor(file.path, name)) ? [] : [`${file.path} exports ${only} and is not named for it`]
}

/** Modules begin with a small letter, even those of a class or a type; components keep their own. */
function isNamedFor(path: string, name: string): boolean {
  const file = basename(path)
  return file === `${name}.tsx` || file === `${name}.ts` || file === `${name.charAt(0).toLowerCase()}${name.slice(1)}.ts`
}

function listMadeExports({ program }: SourceFile): string[] {
  const names = program.body.flatMap((node) => (node.type === 'ExportNamedDeclaration' ? listMadeNames(node.declaration) : []))
  return [...new Set(names)]
}

function listMadeNames(declaration: ESTree.Declaration | null): string[] {
  switch (declaration?.type) {
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
    case 'ClassDeclaration':
      return declaration.id ? [declaration.id.name] : []
    case 'VariableDeclaration':
      return declaration.declarations.flatMap(({ id, init }) => (id.type === 'Identifier' && isMade(init) ? [id.name] : []))
    default:
      return []
  }
}

function isMade(init: ESTree.Expression | null): boolean {
  return init?.type === 'ArrowFunctionExpression' || init?.type === 'FunctionExpression' || init?.type === 'ClassExpression'
}

/** Files and folders whose name, or the last word of it, tells nothing. */
export function findBannedNames(paths: readonly string[]): string[] {
  const places = new Set(paths.flatMap((path) => path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'))))
  return [...places].filter((place) => isBanned(basename(place).replace(/\..*$/, '')))
}

function isBanned(name: string): boolean {
  const lastWord = /[A-Z]?[a-z]+$/.exec(name)?.[0].toLowerCase() ?? ''
  return BANNED_NAMES.has(lastWord) || BANNED_NAMES.has(lastWord.replace(/s$/, ''))
}

/** @param allowed longer files by path, each with the reason why it is one idea */
export function findLongFiles(files: readonly { path: string; text: string }[], allowed: Readonly<Record<string, string>>): string[] {
  return files.flatMap(({ path, text }) => {
    const lines = text.trimEnd().split('\n').length
    if (lines > LONGEST_FILE) return allowed[path] ? [] : [`${path} has ${lines} lines: ask what its two reasons to change are`]
    return allowed[path] ? [`${path} has ${lines} lines and needs no leave to be long`] : []
  })
}
