import { PaymentsScreen } from '../../../../../src-renderer/features/payments/PaymentsScreen.tsx'
import type { EngineClient } from '../../../../../src-renderer/lib/engine.ts'
import { type Undoable, UndoContext } from '../../../../../src-renderer/lib/useOfferUndo.ts'
import type { CatalogEntry } from '../../../../../src-shared/contract/catalogs.ts'
import type { PaymentItem, UnmatchedPayment } from '../../../../../src-shared/contract/payments.ts'
import { toInstant } from '../../../../../src-shared/model/instant.ts'
import { CONNECTION, createFakeClient, makeCompany, NOW } from '../../fakeClient.ts'
import { renderWithEngine } from '../../renderWithEngine.tsx'

const HOUR = 3_600_000

const ENTRY: CatalogEntry = {
  product: 'maintenance-hours',
  name: 'Maintenance hours',
  version: 1,
  from: null,
  plans: ['director'],
  content: {
    name: 'Maintenance hours',
    plans: { director: { name: 'Director', tier: 1, prices: [{ amount: 450_000, currency: 'USD', interval: 'quarter' }] } },
    packs: {
      'hours-5': { name: '5 hours', minutes: 300, validDays: 90, prices: [{ amount: 50_000, currency: 'USD', interval: 'once' }] },
    },
  },
}

const IMAGES: CatalogEntry = {
  product: 'image-quota',
  name: 'Image quota',
  version: 2,
  from: null,
  plans: ['free', 'pro', 'premium'],
  content: {
    name: 'Image quota',
    plans: {
      premium: { name: 'Premium', tier: 2, prices: [{ amount: 500_000, currency: 'KES', interval: 'once' }] },
      free: { name: 'Free', tier: 0, prices: [] },
      pro: {
        name: 'Pro',
        tier: 1,
        prices: [
          { amount: 150_000, currency: 'KES', interval: 'once' },
          { amount: 1_200, currency: 'USD', interval: 'once' },
        ],
      },
    },
  },
}

export function makePayment(number: number, more: Partial<PaymentItem> = {}): PaymentItem {
  return {
    provider: 'stripe',
    ref: `in_${number}`,
    company: `co_${number}`,
    companyName: `Company ${number}`,
    product: 'maintenance-hours',
    plan: 'director',
    amount: 450_000,
    currency: 'USD',
    status: 'succeeded',
    at: toInstant(NOW - 50 * HOUR),
    seenAt: NOW,
    reason: null,
    ...more,
  }
}

/** What the engine says of one payment: nobody knows anything more of it. */
export function makeSaid(payment: PaymentItem, more: Partial<UnmatchedPayment> = {}): UnmatchedPayment {
  return {
    payment,
    channel: null,
    reference: null,
    payerName: null,
    payerPhone: null,
    assigned: null,
    expected: null,
    candidates: [],
    ...more,
  }
}

type Asked = Record<string, unknown>

interface PaymentsAnswers {
  list?: (asked: Asked) => Promise<{ items: PaymentItem[]; next: string | null }>
  count?: (asked: Asked) => number
  candidates?: (asked: Asked) => UnmatchedPayment
  assign?: (asked: Asked) => UnmatchedPayment
  unassign?: (asked: Asked) => UnmatchedPayment
  withdraw?: (asked: Asked) => unknown
}

/** The screen at an address, over an engine of values; `asked` is all that it asked of payments, in order. */
export function showPayments(query = '?screen=payments', answers: PaymentsAnswers = {}) {
  const asked: { method: string; input: Asked }[] = []
  const undoables: Undoable[] = []
  const list = answers.list ?? (async () => ({ items: [makePayment(1), makePayment(2)], next: null }))
  const client = {
    ...createFakeClient({ connections: [CONNECTION], list: async () => ({ items: [makeCompany(1)], next: null }) }),
    catalogs: { list: async () => ({ items: [ENTRY, IMAGES] }) },
    payments: {
      list: (input: Asked) => {
        asked.push({ method: 'list', input })
        return list(input)
      },
      count: async (input: Asked) => {
        asked.push({ method: 'count', input })
        return { total: answers.count?.(input) ?? 2 }
      },
      candidates: async (input: Asked) => {
        asked.push({ method: 'candidates', input })
        if (answers.candidates) return answers.candidates(input)
        const { items } = await list({})
        return makeSaid(items.find(({ ref }) => ref === input['ref']) ?? makePayment(1))
      },
      assign: async (input: Asked) => {
        asked.push({ method: 'assign', input })
        return answers.assign?.(input)
      },
      unassign: async (input: Asked) => {
        asked.push({ method: 'unassign', input })
        return answers.unassign?.(input)
      },
      withdraw: async (input: Asked) => {
        asked.push({ method: 'withdraw', input })
        return answers.withdraw?.(input)
      },
    },
  } as unknown as EngineClient
  const shown = renderWithEngine(
    client,
    <UndoContext value={(undoable) => undoables.push(undoable)}>
      <PaymentsScreen />
    </UndoContext>,
    query,
  )
  const inputsOf = (method: string) => asked.filter((each) => each.method === method).map(({ input }) => input)
  return { ...shown, asked, inputsOf, undoables }
}
