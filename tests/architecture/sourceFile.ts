import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type ParseResult, parseSync } from 'vite'

export const ROOT = resolve(import.meta.dirname, '../..')

/** The folders that the rules are about. */
export const SOURCE_FOLDERS = ['src-main', 'src-preload', 'src-renderer', 'src-shared']

/** One script with its syntax tree; its path is from the root, with slashes. */
export interface SourceFile {
  path: string
  text: string
  program: ParseResult['program']
  comments: ParseResult['comments']
  /** Its imports and exports by name. */
  module: ParseResult['module']
}

/** Throws where the text does not parse: half a tree would hide what it was read for. */
export function parseSource(path: string, text: string): SourceFile {
  const { program, comments, module, errors } = parseSync(path, text)
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`)
  return { path, text, program, comments, module }
}

export function readSources(folders: readonly string[]): SourceFile[] {
  return listFiles(folders)
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => parseSource(path, readText(path)))
}

/** Every file below the folders, of any kind. */
export function listFiles(folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(ROOT.length + 1)
          .replaceAll('\\', '/'),
      )
      .sort(),
  )
}

export function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}

/** Where something is, for people and editors: `path:line`. */
export function toPlace({ path, text }: SourceFile, offset: number): string {
  return `${path}:${text.slice(0, offset).split('\n').length}`
}
