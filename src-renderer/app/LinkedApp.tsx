import type { ReconnectingLink } from '../lib/createReconnectingLink.ts'
import { useEngineWay } from '../lib/useEngineWay.ts'
import { App } from './App.tsx'
import type { createRouter } from './createRouter.ts'
import type { createTheme } from './createTheme.ts'

interface LinkedAppProps {
  link: ReconnectingLink
  router: ReturnType<typeof createRouter>
  theme: ReturnType<typeof createTheme>
}

/** The console over a real link: it says by itself how things stand with the engine. */
export function LinkedApp({ link, router, theme }: LinkedAppProps) {
  return <App way={useEngineWay(link)} router={router} theme={theme} />
}
