import { createStore, type StoreApi } from 'zustand/vanilla'

export const SCREENS = ['companies', 'settings'] as const
export type Screen = (typeof SCREENS)[number]

/** Where the page is, as its address says. It is all in the query string: the hosts serve one path. */
interface Place {
  screen: Screen
  /** What is searched among the companies. */
  search: string
  /** Whether Settings were opened in order to connect. */
  isConnecting: boolean
}

export interface Router extends Place {
  go: (screen: Screen, more?: { isConnecting: boolean }) => void
  setSearch: (search: string) => void
}

/** A router over the browser's history. @param page what of `window` it needs */
export function createRouter(page: Pick<Window, 'location' | 'history' | 'addEventListener'>): StoreApi<Router> {
  return createStore<Router>((set, get) => {
    page.addEventListener('popstate', () => set(readPlace(page.location.search)))
    return {
      ...readPlace(page.location.search),
      go(screen, { isConnecting } = { isConnecting: false }) {
        set({ screen, isConnecting })
        page.history.pushState(null, '', writePlace(get()))
      },
      setSearch(search) {
        set({ search })
        // Replaced, not pushed: one step back leaves the search, whatever number of letters it has.
        page.history.replaceState(null, '', writePlace(get()))
      },
    }
  })
}

export function readPlace(query: string): Place {
  const params = new URLSearchParams(query)
  return {
    screen: SCREENS.find((name) => name === params.get('screen')) ?? 'companies',
    search: params.get('search') ?? '',
    isConnecting: params.has('connect'),
  }
}

export function writePlace({ screen, search, isConnecting }: Place): string {
  const params = new URLSearchParams({ screen })
  if (search !== '') params.set('search', search)
  if (screen === 'settings' && isConnecting) params.set('connect', '')
  return `?${params.toString()}`
}
