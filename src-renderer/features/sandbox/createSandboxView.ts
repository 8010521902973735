import { createStore, type StoreApi } from 'zustand/vanilla'

/** What the page shows of the sandbox. */
export interface SandboxView {
  isOpen: boolean
  isStripShown: boolean
  toggle: () => void
  close: () => void
  hideStrip: () => void
}

export type SandboxViewStore = StoreApi<SandboxView>

const STRIP_KEY = 'tierdesk.demo.strip'
const HIDDEN = 'hidden'

/** @param storage keeps for as long as the window lives that the strip was closed */
export function createSandboxView(storage: Pick<Storage, 'getItem' | 'setItem'>): SandboxViewStore {
  return createStore<SandboxView>((set) => ({
    isOpen: false,
    isStripShown: storage.getItem(STRIP_KEY) !== HIDDEN,
    toggle: () => set(({ isOpen }) => ({ isOpen: !isOpen })),
    close: () => set({ isOpen: false }),
    hideStrip() {
      storage.setItem(STRIP_KEY, HIDDEN)
      set({ isStripShown: false })
    },
  }))
}
