import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { createRouter } from '../../../src-renderer/app/createRouter.ts'
import { describeError } from '../../../src-renderer/lib/describeError.ts'
import { createEngine, type EngineClient, EngineContext } from '../../../src-renderer/lib/engine.ts'
import { PlaceContext } from '../../../src-renderer/lib/place.ts'
import { ClockContext } from '../../../src-renderer/ui/ClockContext.ts'
import { FaultContext } from '../../../src-renderer/ui/FaultContext.ts'
import { ZoneContext } from '../../../src-renderer/ui/ZoneContext.ts'
import { NOW } from './fakeClient.ts'

/** Draws something with all that stands around it in the console. @param query of the address where it is */
export function renderWithEngine(client: EngineClient, children: ReactNode, query = '') {
  window.history.replaceState(null, '', `/${query}`)
  const router = createRouter(window)
  const queries = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY, networkMode: 'always' } },
  })
  const drawn = render(
    <QueryClientProvider client={queries}>
      <EngineContext value={createEngine(client)}>
        <ClockContext value={standStill}>
          <FaultContext value={describeError}>
            <ZoneContext value="UTC">
              <Placed router={router}>{children}</Placed>
            </ZoneContext>
          </FaultContext>
        </ClockContext>
      </EngineContext>
    </QueryClientProvider>,
  )
  return { ...drawn, queries, router }
}

function Placed({ router, children }: { router: ReturnType<typeof createRouter>; children: ReactNode }) {
  return <PlaceContext value={useStore(router)}>{children}</PlaceContext>
}

function standStill() {
  return NOW
}
