import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

const ROOT = join(import.meta.dirname, '..', '..')
/** Beside what is built of the product: packages that are not bundled are found from there. */
const OUT = join(ROOT, 'out')

const PROGRAMS = ['serveCompanies', 'readToFloor', 'fillPeer', 'runConsole'] as const

export interface Programs {
  file(name: (typeof PROGRAMS)[number]): string
  remove(): void
}

/** Bundles the programs that the bench starts, as the product is bundled, so that any Node that runs the product runs them. */
export async function buildPrograms(): Promise<Programs> {
  mkdirSync(OUT, { recursive: true })
  const folder = mkdtempSync(join(OUT, 'bench-'))
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: true,
      minify: false,
      target: 'node22',
      rollupOptions: {
        input: Object.fromEntries(PROGRAMS.map((name) => [name, join(import.meta.dirname, 'programs', `${name}.ts`)])),
        output: { format: 'es' },
      },
    },
  })
  return {
    file: (name) => join(folder, `${name}.js`),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
