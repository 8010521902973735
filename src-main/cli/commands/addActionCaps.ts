import type { Command } from 'commander'
import type { ActionCaps } from '../../../src-shared/contract/actions.ts'
import { parseDecimalText, toDecimalText } from '../../../src-shared/model/money.ts'
import type { AddCommand, Outcome } from '../command.ts'
import { done } from '../done.ts'
import { readWhole, wrongUse } from '../readOptions.ts'
import { toTable } from '../toTable.ts'

const MOST = 1_000_000_000_000
const MOST_SENDS = 600

interface CapOptions {
  confirmAbove?: string[]
  confirmAboveOther?: string
  perDay?: string[]
  perDayOther?: string
  perMinute?: string
}

/** `actions caps`: what needs a second confirmation, and how much may go out. */
export const addActionCaps: AddCommand = (actions: Command, run) => {
  const more = (text: string, before: string[] = []) => [...before, text]
  actions
    .command('caps')
    .description('What needs a second confirmation, and how much may be sent; shows them, or changes what is named')
    .option('--confirm-above <currency=decimal>', 'what moves more is confirmed twice; may be given again', more)
    .option('--confirm-above-other <n>', 'the same of any other currency, in its minor unit')
    .option('--per-day <currency=decimal>', 'how much may be moved in 24 hours; may be given again', more)
    .option('--per-day-other <n>', 'the same of any other currency, in its minor unit')
    .option('--per-minute <n>', `how many may be sent in a minute, from 1 to ${MOST_SENDS}`)
    .action((options: CapOptions) =>
      run(({ withEngine }) => {
        const changes = readChanges(options)
        if (Object.keys(options).length === 0) return withEngine('read', async ({ client }) => toOutcome(await client.actions.caps({})))
        return withEngine('write', async ({ client }) => toOutcome(await client.actions.setCaps(changes(await client.actions.caps({})))))
      }),
    )
}

function readChanges({ confirmAbove = [], confirmAboveOther, perDay = [], perDayOther, perMinute }: CapOptions) {
  const above = Object.fromEntries(confirmAbove.map((text) => readAmount('--confirm-above', text)))
  const day = Object.fromEntries(perDay.map((text) => readAmount('--per-day', text)))
  const aboveOther = confirmAboveOther === undefined ? null : readWhole('--confirm-above-other', confirmAboveOther, 0, MOST)
  const dayOther = perDayOther === undefined ? null : readWhole('--per-day-other', perDayOther, 0, MOST)
  const sends = perMinute === undefined ? null : readWhole('--per-minute', perMinute, 1, MOST_SENDS)
  return (caps: ActionCaps): ActionCaps => ({
    confirmAbove: { ...caps.confirmAbove, ...above },
    confirmAboveOther: aboveOther ?? caps.confirmAboveOther,
    moneyPerDay: { ...caps.moneyPerDay, ...day },
    moneyPerDayOther: dayOther ?? caps.moneyPerDayOther,
    sendsPerMinute: sends ?? caps.sendsPerMinute,
  })
}

function readAmount(option: string, text: string): [currency: string, amount: number] {
  const [, currency = '', decimal = ''] = /^([A-Z]{3})=(.+)$/.exec(text) ?? []
  const money = currency === '' ? null : parseDecimalText(decimal, currency)
  if (money !== null && money.amount >= 0) return [currency, money.amount]
  throw wrongUse(`"${text.slice(0, 40)}" is no amount of a currency.`, `Write it as CUR=DECIMAL, such as ${option} USD=500.`)
}

function toOutcome(caps: ActionCaps): Outcome {
  const { confirmAbove, confirmAboveOther, moneyPerDay, moneyPerDayOther, sendsPerMinute } = caps
  const currencies = [...new Set([...Object.keys(confirmAbove), ...Object.keys(moneyPerDay)])].sort()
  const show = (amounts: Record<string, number>, currency: string, other: number) =>
    toDecimalText({ amount: amounts[currency] ?? other, currency })
  const rows: [string, string, string][] = currencies.map((currency) => [
    currency,
    show(confirmAbove, currency, confirmAboveOther),
    show(moneyPerDay, currency, moneyPerDayOther),
  ])
  rows.push(['others, in their minor unit', String(confirmAboveOther), String(moneyPerDayOther)])
  return done(
    caps,
    `${toTable(['Currency', 'Confirmed twice above', 'In 24 hours'], rows, [1, 2])}\nSent in a minute: ${sendsPerMinute} at most.`,
  )
}
