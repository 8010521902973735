import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

const ROOT = join(import.meta.dirname, '..', '..')

/**
 * Puts all that a child program loads into one file, in a folder of the test: it starts in a fifth of the time, and a kill test starts dozens.
 *
 * @returns the file
 */
export async function bundleChild(child: string, folder: string): Promise<string> {
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    // SQLite is no JavaScript, and stays where it is.
    ssr: { noExternal: true, external: ['better-sqlite3'], target: 'node' },
    build: {
      ssr: join(import.meta.dirname, child),
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: { output: { entryFileNames: '[name].mjs' } },
    },
  })
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  return join(folder, child.replace(/\.ts$/, '.mjs'))
}
