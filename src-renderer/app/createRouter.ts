import { createStore, type StoreApi } from 'zustand/vanilla'
import { type Instant, parseInstant, toIso } from '../../src-shared/model/instant.ts'
import { type Destination, type Place, SCREENS, type Screen } from '../lib/place.ts'

export interface Router extends Place {
  go: (screen: Screen, more?: Destination) => void
  amend: (change: Destination) => void
}

/** What stays empty where nothing is said of it. */
export const EMPTY_PLACE = { company: null, product: null, plan: null, metric: null, filter: null, isConnecting: false } as const

/** A router over the browser's history; all of a place is in the query string, for the hosts serve one path. @param page what of `window` it needs */
export function createRouter(page: Pick<Window, 'location' | 'history' | 'addEventListener'>): StoreApi<Router> {
  return createStore<Router>((set, get) => {
    page.addEventListener('popstate', () => set(readPlace(page.location.search)))
    return {
      ...readPlace(page.location.search),
      go(screen, more = {}) {
        set({ ...EMPTY_PLACE, ...more, screen })
        page.history.pushState(null, '', writePlace(get()))
      },
      amend(change) {
        set(change)
        // Replaced, not pushed: one step back leaves the search, whatever number of letters it has.
        page.history.replaceState(null, '', writePlace(get()))
      },
    }
  })
}

export function readPlace(query: string): Place {
  const params = new URLSearchParams(query)
  return {
    screen: SCREENS.find((name) => name === params.get('screen')) ?? 'overview',
    search: params.get('search') ?? '',
    company: params.get('company'),
    product: params.get('product'),
    plan: params.get('plan'),
    metric: params.get('metric'),
    filter: params.get('filter'),
    at: readInstant(params.get('at')),
    isConnecting: params.has('connect'),
  }
}

function readInstant(text: string | null): Instant | null {
  return text === null ? null : parseInstant(text)
}

export function writePlace({ screen, search, at, isConnecting, ...named }: Place): string {
  const params = new URLSearchParams({ screen })
  if (search !== '') params.set('search', search)
  for (const name of ['company', 'product', 'plan', 'metric', 'filter'] as const) {
    const value = named[name]
    if (value !== null) params.set(name, value)
  }
  if (at !== null) params.set('at', toIso(at))
  if (screen === 'settings' && isConnecting) params.set('connect', '')
  return `?${params.toString()}`
}
