import { createStore, type StoreApi } from 'zustand/vanilla'

const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

interface ThemeChoice {
  theme: Theme
  /** System, light, dark, and round again. */
  turn: () => void
}

const KEY = 'tierdesk.theme'

/** Which theme the person chose, kept in the browser and told to the page as `data-theme`. */
export function createTheme(storage: Storage, root: HTMLElement): StoreApi<ThemeChoice> {
  const kept = THEMES.find((name) => name === storage.getItem(KEY)) ?? 'system'
  show(kept, root)
  return createStore<ThemeChoice>((set, get) => ({
    theme: kept,
    turn() {
      const theme = THEMES[(THEMES.indexOf(get().theme) + 1) % THEMES.length] ?? 'system'
      storage.setItem(KEY, theme)
      show(theme, root)
      set({ theme })
    },
  }))
}

function show(theme: Theme, root: HTMLElement) {
  if (theme === 'system') delete root.dataset['theme']
  else root.dataset['theme'] = theme
}
