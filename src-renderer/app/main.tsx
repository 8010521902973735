import '../ui/base.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { invariant } from '../../src-shared/model/assert.ts'
import { createQueries } from '../lib/createQueries.ts'
import { createReconnectingLink } from '../lib/createReconnectingLink.ts'
import { createLinkedEngine, EngineContext } from '../lib/engine.ts'
import { connectByPort } from '../lib/engineLink.ts'
import { followChanges } from '../lib/followChanges.ts'
import { createWebConnector, takeCode } from '../lib/session.ts'
import { createRouter } from './createRouter.ts'
import { createTheme } from './createTheme.ts'
import { LinkedApp } from './LinkedApp.tsx'

const theme = createTheme(localStorage, document.documentElement)
const isDesktop = window.location.protocol === 'app:'
const link = createReconnectingLink(isDesktop ? connectByPort : createWebConnector(takeCode()))
const engine = createLinkedEngine(link)
const queries = createQueries()
const root = document.getElementById('root')
invariant(root, 'index.html has the root')

// Before anything is asked: what changes after the first answer is then not missed.
void followChanges(engine, queries, new AbortController().signal)

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <EngineContext value={engine}>
        <LinkedApp link={link} router={createRouter(window)} theme={theme} />
      </EngineContext>
    </QueryClientProvider>
  </StrictMode>,
)
