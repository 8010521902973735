import { PaymentsScreen } from '../../../../../src-renderer/features/payments/PaymentsScreen.tsx'
import type { EngineClient } from '../../../../../src-renderer/lib/engine.ts'
import type { CatalogEntry } from '../../../../../src-shared/contract/catalogs.ts'
import type { PaymentItem } from '../../../../../src-shared/contract/payments.ts'
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
    plans: { director: { name: 'Director', tier: 1 } },
    packs: { 'hours-5': { name: '5 hours', minutes: 300, validDays: 90 } },
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

type Asked = Record<string, unknown>

interface PaymentsAnswers {
  list?: (asked: Asked) => Promise<{ items: PaymentItem[]; next: string | null }>
  count?: (asked: Asked) => number
}

/** The screen at an address, over an engine of values; `asked` is all that it asked of payments, in order. */
export function showPayments(query = '?screen=payments', answers: PaymentsAnswers = {}) {
  const asked: { method: string; input: Asked }[] = []
  const list = answers.list ?? (async () => ({ items: [makePayment(1), makePayment(2)], next: null }))
  const client = {
    ...createFakeClient({ connections: [CONNECTION], list: async () => ({ items: [makeCompany(1)], next: null }) }),
    catalogs: { list: async () => ({ items: [ENTRY] }) },
    payments: {
      list: (input: Asked) => {
        asked.push({ method: 'list', input })
        return list(input)
      },
      count: async (input: Asked) => {
        asked.push({ method: 'count', input })
        return { total: answers.count?.(input) ?? 2 }
      },
    },
  } as unknown as EngineClient
  return { ...renderWithEngine(client, <PaymentsScreen />, query), asked }
}
