import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const root = import.meta.dirname
const main = (file: string) => resolve(root, 'src-main', file)

export default defineConfig({
  main: {
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
