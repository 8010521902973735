import { type ESTree, Visitor } from 'vite'
import type { SourceFile } from './sourceFile.ts'

/** One module that a file names. */
export interface Import {
  name: string
  /** Nothing of it is left at run time. `import { type A }` is not such a one: it still loads the module. */
  isTypeOnly: boolean
}

/** Stands for a name that is computed, which no rule allows. */
export const UNKNOWN_MODULE = 'a module known only at run time'

/** Every module that a file names, types included: `import`, `export … from`, `import()`, `import('…').T`, `require`. */
export function readImports({ program }: SourceFile): Import[] {
  const imports: Import[] = []
  const add = (source: ESTree.Expression | ESTree.SpreadElement | null | undefined, isTypeOnly: boolean) => {
    imports.push({ name: source?.type === 'Literal' && typeof source.value === 'string' ? source.value : UNKNOWN_MODULE, isTypeOnly })
  }
  new Visitor({
    ImportDeclaration: ({ source, importKind }) => add(source, importKind === 'type'),
    ExportAllDeclaration: ({ source, exportKind }) => add(source, exportKind === 'type'),
    ExportNamedDeclaration: ({ source, exportKind }) => {
      if (source) add(source, exportKind === 'type')
    },
    ImportExpression: ({ source }) => add(source, false),
    TSImportType: ({ source }) => add(source, true),
    TSExternalModuleReference: ({ expression }) => add(expression, false),
    CallExpression: (call) => {
      if (isRequire(call.callee)) add(call.arguments[0], false)
      else if (isGlob(call.callee)) add(null, false)
    },
  }).visit(program)
  return imports
}

/** `require` itself, or `createRequire(…)` called on the spot. */
function isRequire(callee: ESTree.Expression): boolean {
  if (callee.type === 'CallExpression') return callee.callee.type === 'Identifier' && callee.callee.name === 'createRequire'
  return callee.type === 'Identifier' && callee.name === 'require'
}

/** vite's `import.meta.glob` brings in whole folders. */
function isGlob(callee: ESTree.Expression): boolean {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'MetaProperty') return false
  return callee.property.type === 'Identifier' && callee.property.name === 'glob'
}
