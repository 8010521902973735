import { createContext } from 'react'
import type { ChartSpan } from './chartBars.ts'

/** The bars that are chosen: by the way of a context they reach what is drawn without the whole being drawn anew. */
export const ChosenContext = createContext<ChartSpan | null>(null)
