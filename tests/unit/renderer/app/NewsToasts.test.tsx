// @vitest-environment jsdom
import { act, cleanup, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { createNewsDesk } from '../../../../src-renderer/app/createNewsDesk.ts'
import { createUndoDesk } from '../../../../src-renderer/app/createUndoDesk.ts'
import { NewsToasts } from '../../../../src-renderer/app/NewsToasts.tsx'
import type { NewsAnswer, NewsItem } from '../../../../src-shared/contract/news.ts'
import { type Instant, toInstant } from '../../../../src-shared/model/instant.ts'
import { createFakeClient, NOW } from '../fakeClient.ts'
import { renderWithEngine } from '../renderWithEngine.tsx'

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const DAY = 86_400_000

type Of<Kind extends NewsItem['kind']> = Extract<NewsItem, { kind: Kind }>

function received(number: number, more: Partial<Of<'payment-received'>> = {}): NewsItem {
  return {
    ...{ kind: 'payment-received', key: `received:${number}`, at: NOW, company: `co_${number}`, name: `Company ${number}` },
    ...{ provider: 'stripe', product: 'trading', plan: 'pro', amount: 4900, currency: 'USD', until: toInstant(NOW + 29 * DAY) },
    ...more,
  }
}

function failed(number: number, more: Partial<Of<'payment-failed'>> = {}): NewsItem {
  return {
    ...{ kind: 'payment-failed', key: `failed:${number}`, at: NOW, company: `co_${number}`, name: `Company ${number}` },
    ...{ provider: 'stripe', product: 'trading', plan: 'pro', amount: 500_000, currency: 'KES', reason: 'Your card was declined.' },
    ...more,
  }
}

function reached(number: number, percent: number): NewsItem {
  return {
    ...{ kind: 'limit-reached', key: `reached:${number}:${percent}`, at: NOW, company: `co_${number}`, name: `Company ${number}` },
    ...{ product: 'trading', metric: 'positions', percent, used: 1_200, limit: 1_200 },
  }
}

/** A page that was opened at `NOW`; `say` is what the engine answers from then on, told by a change. */
async function show(query = '?screen=plans&at=2026-11-01T00:00:00Z') {
  const asked: (Instant | null)[] = []
  let answer: Omit<NewsAnswer, 'asOf'> = { items: [], isCut: false }
  const fake = createFakeClient()
  const list = async ({ since }: { since?: Instant | null }) => {
    asked.push(since ?? null)
    return since === null ? { asOf: NOW, items: [], isCut: false } : { asOf: NOW, ...answer }
  }
  const content = { name: 'Trading', plans: { pro: { name: 'Pro', tier: 1 } }, metrics: { positions: { name: 'Positions' } }, packs: {} }
  const catalogs = { list: async () => ({ items: [{ product: 'trading', name: 'Trading', version: 1, content }] }) }
  const client = { ...fake, catalogs, news: { list } } as unknown as typeof fake
  const shown = renderWithEngine(
    client,
    <>
      <button type="button">Elsewhere</button>
      <NewsToasts desk={createNewsDesk()} undoDesk={createUndoDesk()} isBesidePanel={false} />
    </>,
    query,
  )
  await waitFor(() => expect(asked).toEqual([null, NOW]))
  return {
    ...shown,
    asked,
    user: userEvent.setup(),
    async say(items: NewsItem[], isCut = false) {
      answer = { items, isCut }
      await act(() => shown.queries.invalidateQueries())
    },
    toasts: () =>
      [...document.querySelectorAll('li > [role]')].map(({ children }) => [...children].map(({ textContent }) => textContent).join(' | ')),
  }
}

test('news are of what happened since the page was opened, by the engine’s clock', async () => {
  const { toasts, asked, say } = await show()
  expect(toasts()).toEqual([])
  await say([])
  expect(asked.at(-1)).toBe(NOW)
})

test('a payment says who paid what, and which plan that granted until when', async () => {
  const { say, toasts } = await show()
  await say([received(1)])
  await waitFor(() => expect(toasts()).toEqual(['Payment received | US$49.00 from Company 1. Trading: Pro until 20 Dec.']))
  expect(screen.getByRole('status').textContent).toBe('Payment receivedUS$49.00 from Company 1. Trading: Pro until 20 Dec.')
})

test('a failed payment says why, and a limit how much of it is used', async () => {
  const { say, toasts } = await show()
  await say([failed(1), reached(2, 100)])
  await waitFor(() =>
    expect(toasts()).toEqual([
      'Payment failed | Company 1, KES\u00a05,000.00: Your card was declined.',
      'Limit reached | Company 2: 1,200 of 1,200 Positions.',
    ]),
  )
  expect(screen.getAllByRole('alert')).toHaveLength(2)
  cleanup()
  const other = await show()
  await other.say([reached(3, 90), failed(4, { reason: null, name: null, company: null })])
  await waitFor(() =>
    expect(other.toasts()).toEqual([
      '90% of a limit reached | Company 3: 1,200 of 1,200 Positions.',
      'Payment failed | Nobody we know, KES\u00a05,000.00: the provider gave no reason.',
    ]),
  )
})

test('many at once are one; those that come later join them', async () => {
  const { say, toasts } = await show()
  const twelve = Array.from({ length: 12 }, (_, index) => received(index + 1))
  await say(twelve)
  await waitFor(() => expect(toasts()).toEqual(['12 payments received | From Company 1, Company 2 and 10 more.']))
  await say([received(13), ...twelve])
  await waitFor(() => expect(toasts()).toEqual(['13 payments received | From Company 13, Company 1 and 11 more.']))
  await say([failed(1), failed(2)], true)
  await waitFor(() => expect(toasts()[1]).toBe('2+ payments failed | Of Company 1 and Company 2.'))
})

test('a limit that is reached takes the place of having been near it', async () => {
  const { say, toasts } = await show()
  await say([reached(1, 90)])
  await waitFor(() => expect(toasts()[0]).toContain('90% of a limit reached'))
  await say([reached(1, 100)])
  await waitFor(() => expect(toasts()).toEqual(['Limit reached | Company 1: 1,200 of 1,200 Positions.']))
})

test('nothing is told twice, though it is answered again after a gap', async () => {
  const { say, toasts, user } = await show()
  await say([failed(1)])
  await user.click(await screen.findByRole('button', { name: 'Dismiss: Payment failed' }))
  expect(toasts()).toEqual([])
  await say([failed(1)])
  expect(toasts()).toEqual([])
  await say([failed(1), failed(2)])
  await waitFor(() => expect(toasts()).toEqual(['Payment failed | Company 2, KES\u00a05,000.00: Your card was declined.']))
})

test('one leads to its company, as of now; several to their list', async () => {
  const { say, user, router, toasts } = await show()
  await say([failed(1)])
  await user.click(await screen.findByRole('button', { name: 'Open company' }))
  expect(router.getState()).toMatchObject({ screen: 'company', company: 'co_1', at: null })
  expect(toasts()).toEqual([])
  await say([failed(2), failed(3), received(4), received(5)])
  const [ofFailed, ofReceived] = await screen.findAllByRole('button', { name: 'Open payments' })
  if (ofFailed) await user.click(ofFailed)
  expect(router.getState()).toMatchObject({ screen: 'payments', filter: 'failed' })
  if (ofReceived) await user.click(ofReceived)
  expect(router.getState()).toMatchObject({ screen: 'payments', filter: 'succeeded' })
  await say([reached(6, 90), reached(7, 100)])
  await user.click(await screen.findByRole('button', { name: 'Open overview' }))
  expect(router.getState().screen).toBe('overview')
})

test('F6 leads to them and back, Esc puts one away, and the focus then is where it was', async () => {
  const { say, user, toasts } = await show()
  expect(screen.getByRole('region', { name: 'News' })).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Elsewhere' }))
  await user.keyboard('{F6}')
  expect(document.activeElement?.textContent).toBe('Elsewhere')
  await say([failed(1), reached(2, 100)])
  await waitFor(() => expect(toasts()).toHaveLength(2))
  await user.keyboard('{F6}')
  expect(screen.getAllByRole('listitem')[0]?.contains(document.activeElement)).toBe(true)
  await user.keyboard('{F6}')
  expect(document.activeElement?.textContent).toBe('Elsewhere')
  await user.keyboard('{F6}{Escape}')
  expect(toasts()).toEqual(['Limit reached | Company 2: 1,200 of 1,200 Positions.'])
  expect(screen.getByRole('listitem').contains(document.activeElement)).toBe(true)
  await user.keyboard('{Escape}')
  expect(toasts()).toEqual([])
  expect(document.activeElement?.textContent).toBe('Elsewhere')
})

test('a payment received leaves by itself, unless somebody looks; what failed stays', async () => {
  const { say, toasts } = await show()
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  await say([received(1), failed(2)])
  await act(() => new Promise((resolve) => setTimeout(resolve)))
  act(() => screen.getByRole('button', { name: 'Dismiss: Payment received' }).focus())
  act(() => void vi.advanceTimersByTime(60_000))
  expect(toasts()).toHaveLength(2)
  act(() => screen.getByRole('button', { name: 'Elsewhere' }).focus())
  act(() => void vi.advanceTimersByTime(12_000))
  expect(toasts()).toEqual(['Payment failed | Company 2, KES\u00a05,000.00: Your card was declined.'])
})
