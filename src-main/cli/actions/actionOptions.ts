import type { Command } from 'commander'
import type { ActionKind } from '../../../src-shared/model/action.ts'
import { INTERVAL_HELP } from '../readOffer.ts'
import { wrongUse } from '../readOptions.ts'

/** What can be said of an action, as it was typed. */
export interface ActionOptions {
  provider?: string
  subscription?: string
  customer?: string
  invoice?: string
  payment?: string
  phone?: string
  plan?: string
  interval?: string
  when?: string
  proration?: string
  currency?: string
  quantity?: string
  trialUntil?: string
  start?: string
  until?: string
  coupon?: string
  amount?: string
  cause?: string
  product?: string
  minutes?: string
  expires?: string
  limit?: string[]
}

type OptionName = keyof ActionOptions

export const PRORATIONS = ['next-invoice', 'at-once', 'none'] as const
export const CAUSES = ['requested', 'duplicate', 'fraudulent'] as const

/** What each kind takes: what is not here is no option of it, and is refused before anything is asked. */
const TAKES: Readonly<Record<ActionKind, readonly OptionName[]>> = {
  'subscription.create': ['provider', 'customer', 'plan', 'interval', 'currency', 'quantity', 'trialUntil', 'start'],
  'subscription.change': ['provider', 'subscription', 'plan', 'interval', 'when', 'proration'],
  'subscription.pause': ['provider', 'subscription'],
  'subscription.resume': ['provider', 'subscription'],
  'subscription.cancel': ['provider', 'subscription', 'when'],
  'subscription.keep': ['provider', 'subscription'],
  'trial.extend': ['provider', 'subscription', 'until'],
  'coupon.apply': ['provider', 'subscription', 'coupon'],
  'invoice.retry': ['provider', 'invoice'],
  'invoice.void': ['provider', 'invoice'],
  'payment.refund': ['provider', 'payment', 'amount', 'currency', 'cause'],
  'payment.push': ['provider', 'phone', 'plan', 'interval'],
  'link.checkout': ['provider', 'customer', 'plan', 'interval', 'currency', 'quantity'],
  'link.portal': ['provider', 'customer'],
  'link.payment': ['provider', 'customer', 'plan', 'interval', 'currency'],
  'account.create': ['provider', 'customer'],
  'pack.credit': ['product', 'minutes', 'expires'],
  'plan.override': ['product', 'plan', 'limit', 'until'],
}

const HELP: Readonly<Record<Exclude<OptionName, 'limit'>, readonly [value: string, text: string]>> = {
  provider: ['<name>', 'by whom, where what is named does not tell'],
  subscription: ['<ref>', 'the provider’s id; the company’s only one unless named'],
  customer: ['<ref>', 'the provider’s id; the company’s only one there unless named'],
  invoice: ['<ref>', 'the provider’s id of it'],
  payment: ['<ref>', 'its reference, as the list of payments shows it'],
  phone: ['<number>', 'which phone is asked to pay'],
  plan: ['<product.plan>', 'a plan, or a pack'],
  interval: ['<interval>', INTERVAL_HELP],
  when: ['<when>', 'now, period-end, or an instant'],
  proration: ['<way>', `how a change is charged: ${PRORATIONS.join(', ')} (default ${PRORATIONS[0]})`],
  currency: ['<code>', 'three capital letters; the price’s, or the payment’s, unless named'],
  quantity: ['<n>', 'how many of it (default 1)'],
  trialUntil: ['<instant>', 'a subscription begins with a trial until then'],
  start: ['<instant>', 'a subscription begins then; now unless named'],
  until: ['<instant>', 'until when a trial, or what is granted, goes on'],
  coupon: ['<ref>', 'the provider’s id of it'],
  amount: ['<decimal>', 'how much is given back; all that is left unless named'],
  cause: ['<cause>', `why it is given back: ${CAUSES.join(', ')} (default ${CAUSES[0]})`],
  product: ['<id>', 'whose hours, or whose limits'],
  minutes: ['<n>', 'how long the hours are that are credited'],
  expires: ['<instant>', 'when they lapse'],
}

const OPTION_NAMES = [...Object.keys(HELP), 'limit'] as OptionName[]

/** Adds all of them to a command. */
export function addActionOptions(command: Command): Command {
  for (const [name, [value, text]] of Object.entries(HELP)) command.option(`${toFlag(name)} ${value}`, text)
  return command.option(
    '--limit <metric=n>',
    'a limit that is granted, or unlimited; may be given again',
    (text: string, before: string[] = []) => [...before, text],
  )
}

/** Refuses what an action of this kind does not take: an option that is passed over could be the one that mattered. */
export function refuseOthers(kind: ActionKind, options: ActionOptions): void {
  const other = OPTION_NAMES.find((name) => options[name] !== undefined && !TAKES[kind].includes(name))
  if (other !== undefined) throw wrongUse(`${toFlag(other)} says nothing of ${kind}.`, `It takes: ${TAKES[kind].map(toFlag).join(', ')}.`)
}

function toFlag(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}
