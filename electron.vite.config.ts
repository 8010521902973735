import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const root = import.meta.dirname
const main = (file: string) => resolve(root, 'src-main', file)

/** The unpacker of workbooks declares a `require` of its own, and so does what a module of ours is wrapped in. */
const renameRequire = {
  name: 'rename-require',
  transform: (code: string, id: string) =>
    /[\\/]fflate[\\/]esm[\\/]index\.mjs$/.test(id)
      ? code.replace('var require = createRequire(', 'var fflateRequire = createRequire(').replace('(_a = require(', '(_a = fflateRequire(')
      : null,
}

export default defineConfig({
  main: {
    plugins: [renameRequire],
    build: {
      outDir: 'out/main',
      // The oldest Node that any host brings (an Electron of 2024 in the desktop tests), so that one build serves all of them.
      target: 'node20',
      lib: {
        entry: {
          tierdesk: main('tierdesk.ts'),
          desktop: main('desktop/desktop.ts'),
          engineProcess: main('desktop/engineProcess.ts'),
          engineWorker: main('web/engineWorker.ts'),
          storeWorker: main('store/backups/storeWorker.ts'),
        },
        formats: ['es'],
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      lib: { entry: { index: resolve(root, 'src-preload/index.ts') }, formats: ['cjs'] },
    },
  },
  renderer: {
    root: resolve(root, 'src-renderer'),
    plugins: [react()],
    build: {
      outDir: resolve(root, 'out/renderer'),
      emptyOutDir: true,
      minify: true,
      assetsInlineLimit: 0,
      rollupOptions: { input: resolve(root, 'src-renderer/index.html') },
    },
  },
})
