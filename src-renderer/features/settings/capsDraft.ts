import type { ActionCaps } from '../../../src-shared/contract/actions.ts'
import { parseDecimalText, toDecimalText } from '../../../src-shared/model/money.ts'

/** Of one currency; empty where it is held to what holds for all others. */
interface CurrencyDraft {
  currency: string
  confirmAbove: string
  perDay: string
}

export interface CapsDraft {
  currencies: readonly CurrencyDraft[]
  confirmAboveOther: string
  perDayOther: string
  sendsPerMinute: string
}

/** @param sold the currencies that something is sold in, which have a row of their own too */
export function toCapsDraft(caps: ActionCaps, sold: readonly string[]): CapsDraft {
  const all = [...new Set([...Object.keys(caps.confirmAbove), ...Object.keys(caps.moneyPerDay), ...sold])].sort()
  const write = (amounts: Record<string, number>, currency: string) => {
    const amount = amounts[currency]
    return amount === undefined ? '' : group(toDecimalText({ amount, currency }))
  }
  return {
    currencies: all.map((currency) => ({
      currency,
      confirmAbove: write(caps.confirmAbove, currency),
      perDay: write(caps.moneyPerDay, currency),
    })),
    confirmAboveOther: group(String(caps.confirmAboveOther)),
    perDayOther: group(String(caps.moneyPerDayOther)),
    sendsPerMinute: String(caps.sendsPerMinute),
  }
}

/** What was written, as the engine takes it; null where something cannot be read. */
export function readCaps(draft: CapsDraft): ActionCaps | null {
  const confirmAbove = readAmounts(draft, 'confirmAbove')
  const moneyPerDay = readAmounts(draft, 'perDay')
  const [confirmAboveOther, moneyPerDayOther] = [readWhole(draft.confirmAboveOther), readWhole(draft.perDayOther)]
  const sendsPerMinute = readWhole(draft.sendsPerMinute)
  if (confirmAbove === null || moneyPerDay === null || confirmAboveOther === null || moneyPerDayOther === null) return null
  if (sendsPerMinute === null || sendsPerMinute < 1 || sendsPerMinute > 600) return null
  return { confirmAbove, confirmAboveOther, moneyPerDay, moneyPerDayOther, sendsPerMinute }
}

function readAmounts({ currencies }: CapsDraft, field: 'confirmAbove' | 'perDay'): Record<string, number> | null {
  const amounts: Record<string, number> = {}
  for (const { currency, [field]: text } of currencies) {
    if (text.trim() === '') continue
    const money = parseDecimalText(text.replaceAll(',', ''), currency)
    if (money === null || money.amount < 0) return null
    amounts[currency] = money.amount
  }
  return amounts
}

function readWhole(text: string): number | null {
  const plain = text.trim().replaceAll(',', '')
  return /^\d{1,15}$/.test(plain) ? Number(plain) : null
}

/** The thousands apart; what is read back may have them or not. */
function group(text: string): string {
  const [whole = '', ...decimals] = text.split('.')
  return [whole.replaceAll(/\B(?=(\d{3})+$)/g, ','), ...decimals].join('.')
}
