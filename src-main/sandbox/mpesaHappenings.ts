import { AppError } from '../../src-shared/model/appError.ts'
import type { MpesaSandbox } from './mpesa/createMpesa.ts'
import type { Push } from './mpesa/world.ts'

/** What somebody does who is asked on the phone. */
export type PushAnswer = 'pays' | 'cancels' | 'wrong-pin' | 'no-money' | 'times-out-but-pays'

/** A phone that asks. */
export interface OpenPush {
  ref: string
  phone: string
  reference: string
  /** In the minor unit. */
  amount: number
}

export interface MpesaPayment {
  phone: string
  /** In the minor unit: whole shillings are all that M-Pesa moves. */
  amount: number
  /** What is written as the account; empty where nothing is. */
  reference: string
}

const CENTS = 100
/** How long a phone shows the question. */
const ASKED_FOR_MS = 60_000
const CALLED_BACK = 'https://quota.example/paid'
const WORDS: Readonly<Record<PushAnswer, string>> = {
  pays: 'paid',
  cancels: 'was cancelled',
  'wrong-pin': 'failed: a wrong PIN',
  'no-money': 'failed: not enough money',
  'times-out-but-pays': 'timed out, and was paid all the same',
}

/** Pays at the phone, unasked: any amount for any account. */
export function payByPhone(mpesa: MpesaSandbox, { phone, amount, reference }: MpesaPayment): string[] {
  const shillings = toShillings(amount)
  const { receipt } = mpesa.act('payments.arrive', { phone: toMsisdn(phone), amount: shillings, reference })
  return [`KES ${shillings} came in by M-Pesa for ${reference === '' ? 'no account' : `the account ${reference}`}, receipt ${receipt}.`]
}

/** Asks a phone to pay, as the operator's server does, for an account that no other asking has. */
export function askPhone(mpesa: MpesaSandbox, { phone, amount }: Omit<MpesaPayment, 'reference'>): Pick<OpenPush, 'ref' | 'reference'> {
  const { shortCode, pushes } = mpesa.world
  const reference = `SB-${1000 + pushes.size}`
  const msisdn = toMsisdn(phone)
  const asked = mpesa.act('pushes.create', {
    ...{ BusinessShortCode: shortCode, TransactionType: 'CustomerPayBillOnline', Amount: toShillings(amount), PartyA: msisdn },
    ...{ PartyB: shortCode, PhoneNumber: msisdn, CallBackURL: CALLED_BACK, AccountReference: reference, TransactionDesc: 'Sandbox' },
  })
  return { ref: String(asked['CheckoutRequestID']), reference }
}

/** Phones that ask now, the newest first. */
export function listOpenPushes(mpesa: MpesaSandbox): OpenPush[] {
  return [...mpesa.world.pushes.values()]
    .filter((push) => isOpen(mpesa, push))
    .reverse()
    .map(({ id, phone, reference, amount }) => ({ ref: id, phone, reference, amount: amount * CENTS }))
}

/** @param ref of the push; the newest that asks where null */
export function answerPhone(mpesa: MpesaSandbox, ref: string | null, answer: PushAnswer): string[] {
  const open = listOpenPushes(mpesa)
  const push = ref === null ? open[0] : open.find((each) => each.ref === ref)
  if (!push)
    throw new AppError(
      'usage',
      `${ref === null ? 'No phone asks' : `The phone of ${ref} asks no more`}. Nothing was changed.`,
      'A phone asks for a minute: have one asked first.',
    )
  const { receipt } = mpesa.act('pushes.answer', { answer }, push.ref)
  const title = `The push of KES ${push.amount / CENTS} for ${push.reference}`
  return [`${title} ${WORDS[answer]}${receipt === null ? '' : `, receipt ${receipt}`}.`]
}

function isOpen(mpesa: MpesaSandbox, { fault, answer, at }: Push): boolean {
  return fault === null && answer === null && mpesa.now() - at < ASKED_FOR_MS
}

function toShillings(amount: number): number {
  if (amount % CENTS === 0) return amount / CENTS
  throw new AppError('usage', 'M-Pesa moves whole shillings. Nothing was changed.', 'Give the amount in cents: 150000 is KES 1,500.')
}

/** `0712 345 678` as M-Pesa writes it. */
function toMsisdn(phone: string): string {
  const digits = phone.replace(/\D/g, '')
  const msisdn = digits.startsWith('254') ? digits : `254${digits.replace(/^0/, '')}`
  if (/^254[17]\d{8}$/.test(msisdn)) return msisdn
  throw new AppError('usage', 'That is no Kenyan mobile number. Nothing was changed.', 'Write it as 0712 345 678 or +254 712 345 678.')
}
