import { Visitor } from 'vite'
import { type SourceFile, toPlace } from './sourceFile.ts'
import { resolveName } from './walls.ts'

/** What one import takes of a module: some names, or whatever there is. */
interface Use {
  target: string
  names: readonly string[] | 'all'
}

/**
 * Every exported name that no other file imports.
 *
 * A type that its own file uses is left alone: it names what an exported function takes or gives.
 *
 * @param sources whose exports are looked at
 * @param others files that may use them too, such as tests
 * @param entries what something outside of the sources starts, by path: their exports are left alone
 */
export function findUnusedExports(sources: readonly SourceFile[], others: readonly SourceFile[], entries: readonly string[]): string[] {
  const used = collectUses([...sources, ...others])
  return sources
    .filter(({ path }) => !entries.includes(path))
    .flatMap((file) =>
      listExports(file)
        .filter(({ name }) => !used.has(toKey(file.path, name)) && !used.has(toKey(file.path, '*')))
        .filter(({ name }) => !(listTypes(file).has(name) && isUsedInside(file, name)))
        .map(
          ({ name, start }) =>
            `${toPlace(file, start)} exports ${name}, which ${isUsedInside(file, name) ? 'only it uses' : 'nothing uses'}`,
        ),
    )
}

function listTypes({ program }: SourceFile): ReadonlySet<string> {
  const types = new Set<string>()
  new Visitor({
    TSInterfaceDeclaration: ({ id }) => void types.add(id.name),
    TSTypeAliasDeclaration: ({ id }) => void types.add(id.name),
  }).visit(program)
  return types
}

function collectUses(files: readonly SourceFile[]): ReadonlySet<string> {
  const used = new Set<string>()
  for (const file of files) {
    for (const { target, names } of listUses(file)) {
      const path = resolveName(file.path, target)
      if (path === file.path) continue
      for (const name of names === 'all' ? ['*'] : names) used.add(toKey(path, name))
    }
  }
  return used
}

function toKey(path: string, name: string): string {
  return `${path}#${name}`
}

function listExports({ module }: SourceFile): { name: string; start: number }[] {
  return module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ exportName, start }) => {
      if (exportName.kind === 'None') return []
      return [{ name: exportName.name ?? 'default', start: exportName.start ?? start }]
    }),
  )
}

function listUses({ module, program }: SourceFile): Use[] {
  const uses: Use[] = []
  for (const { moduleRequest, entries } of module.staticImports) {
    for (const { importName } of entries) {
      const names = importName.kind === 'NamespaceObject' ? 'all' : [importName.name ?? 'default']
      uses.push({ target: moduleRequest.value, names })
    }
  }
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, importName } of entries) {
      if (moduleRequest) uses.push({ target: moduleRequest.value, names: importName.kind === 'Name' ? [importName.name ?? ''] : 'all' })
    }
  }
  new Visitor({
    ImportExpression: ({ source }) => {
      if (source.type === 'Literal' && typeof source.value === 'string') uses.push({ target: source.value, names: 'all' })
    },
    TSImportType: ({ source, qualifier }) => {
      uses.push({ target: source.value, names: qualifier?.type === 'Identifier' ? [qualifier.name] : 'all' })
    },
  }).visit(program)
  return uses
}

/** Whether a name is said again where it is declared: then `export` goes, else all of it. */
function isUsedInside({ program }: SourceFile, name: string): boolean {
  let times = 0
  const count = (node: { name: string }) => {
    if (node.name === name) times += 1
  }
  new Visitor({
    Identifier: count,
    JSXIdentifier: count,
    // `export { a }` says the name twice and uses it for nothing.
    ExportSpecifier: ({ local, exported }) => {
      for (const node of [local, exported]) if (node.type === 'Identifier' && node.name === name) times -= 1
    },
  }).visit(program)
  return times > 1
}
