import { fireEvent, screen } from '@testing-library/react'
import { CompanyScreen } from '../../../../../src-renderer/features/company/CompanyScreen.tsx'
import type { EngineClient } from '../../../../../src-renderer/lib/engine.ts'
import { type Undoable, UndoContext } from '../../../../../src-renderer/lib/useOfferUndo.ts'
import { CONNECTION, createFakeClient, type FakeAnswers, NOW } from '../../fakeClient.ts'
import { renderWithEngine } from '../../renderWithEngine.tsx'
import { CATALOGS, COMPANY, HOURS_ENTITLEMENT, makeEntitlement, makeHours, makePayment, makeUse } from './makeAnswers.ts'

type Asked = Record<string, unknown>

/** What a test lets the engine answer, by `noun.verb`. */
type Answers = Record<string, (input: Asked) => unknown>

export const AT = '?screen=company&company=co_1'

const ANSWERS: Answers = {
  'companies.get': () => COMPANY,
  'companies.list': () => ({ items: [COMPANY], next: null }),
  'entitlements.get': ({ product }) => (product === 'trading' ? makeEntitlement() : HOURS_ENTITLEMENT),
  'usage.against': () => ({ company: 'co_1', asOf: NOW, products: [{ product: 'trading', metrics: [makeUse()] }] }),
  'usage.list': () => ({ company: 'co_1', product: 'trading', metric: 'positions', kind: 'stock', items: [], next: null }),
  'usage.series': () => ({ product: 'trading', metric: 'api-calls', kind: 'flow', items: [] }),
  'usage.record': () => ({ accepted: 1, duplicate: 0, rejected: [] }),
  'hours.get': () => makeHours(),
  'hours.log': () => ({}),
  'hours.addPack': () => ({}),
  'payments.list': () => ({ items: [makePayment(1)], next: null }),
  'payments.count': () => ({ total: 1 }),
  'companies.proposals': () => ({ items: [] }),
  'notes.list': () => ({ items: [] }),
  'notes.add': () => ({}),
  'catalogs.list': () => ({ items: CATALOGS }),
}

/** The screen at an address, over an engine of values; `asked` is all that it asked, in order. */
export function showCompany(answers: Answers = {}, query = AT, more: FakeAnswers = {}) {
  const asked: { method: string; input: Asked }[] = []
  const nouns: Record<string, Record<string, (input: Asked) => Promise<unknown>>> = {}
  for (const [method, answer] of Object.entries({ ...ANSWERS, ...answers })) {
    const [noun = '', verb = ''] = method.split('.')
    nouns[noun] = {
      ...nouns[noun],
      [verb]: async (input) => {
        asked.push({ method, input })
        return answer(input)
      },
    }
  }
  const client = { ...createFakeClient({ connections: [CONNECTION], ...more }), ...nouns } as unknown as EngineClient
  const inputsOf = (method: string) => asked.filter((each) => each.method === method).map(({ input }) => input)
  const undoables: Undoable[] = []
  const shown = renderWithEngine(
    client,
    <UndoContext value={(undoable) => undoables.push(undoable)}>
      <CompanyScreen />
    </UndoContext>,
    query,
  )
  return { ...shown, inputsOf, undoables }
}

/** What a question pops up. jsdom pops nothing up by itself. */
export async function openWhy(question: string): Promise<HTMLElement> {
  await screen.findByRole('button', { name: question })
  const popover = document.querySelector<HTMLElement>(`[popover][aria-label="${question}"]`)
  if (!popover) throw new Error(`${question} pops nothing up`)
  fireEvent(popover, Object.assign(new Event('toggle'), { newState: 'open' }))
  return popover
}

export const toText = (element: Element | null | undefined) => element?.textContent?.replaceAll(/\s+/g, ' ').trim()

/** The cells of a row, as they read. */
export function toCells(row: Element): (string | undefined)[] {
  return [...row.querySelectorAll('th, td')].map(toText)
}
