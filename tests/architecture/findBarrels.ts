import type { SourceFile } from './sourceFile.ts'

/** Files that export, and export nothing of their own. */
export function findBarrels(files: readonly SourceFile[]): string[] {
  return files.filter(isBarrel).map(({ path }) => path)
}

function isBarrel({ program }: SourceFile): boolean {
  const rest = program.body.filter(({ type }) => type !== 'ImportDeclaration')
  return (
    rest.length > 0 &&
    rest.every((node) => node.type === 'ExportAllDeclaration' || (node.type === 'ExportNamedDeclaration' && !node.declaration))
  )
}
