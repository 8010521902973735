import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { createEngine, type EngineClient, EngineContext } from '../../../src-renderer/lib/engine.ts'
import { ClockContext } from '../../../src-renderer/ui/ClockContext.ts'
import { ZoneContext } from '../../../src-renderer/ui/ZoneContext.ts'
import { NOW } from './fakeClient.ts'

export function renderWithEngine(client: EngineClient, children: ReactNode) {
  const queries = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY, networkMode: 'always' } },
  })
  const drawn = render(
    <QueryClientProvider client={queries}>
      <EngineContext value={createEngine(client)}>
        <ClockContext value={standStill}>
          <ZoneContext value="UTC">{children}</ZoneContext>
        </ClockContext>
      </EngineContext>
    </QueryClientProvider>,
  )
  return { ...drawn, queries }
}

function standStill() {
  return NOW
}
