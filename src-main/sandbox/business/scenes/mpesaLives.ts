import { type Customer, HOUR, type Stage } from '../stage.ts'

/** A customer that pays by M-Pesa: where its application is, and what was agreed that it writes as the account. */
export interface MpesaPayer {
  customer: Customer
  /** As M-Pesa writes it: 2547… */
  phone: string
  reference: string
}

interface Terms {
  /** `image-quota.pro` */
  plan: string
  /** Whole shillings. */
  shillings: number
}

type Answer = 'pays' | 'cancels' | 'times-out-but-pays'

const CENTS = 100
const CALLED_BACK = 'https://quota.example/paid'

/** @param customer joined elsewhere; a phone is found for who told none */
export function toMpesaPayer(stage: Stage, customer: Customer): MpesaPayer {
  const serial = stage.serial()
  const told = customer.identity.phone?.startsWith('+254') ? customer.identity.phone.slice(1) : null
  return { customer, phone: told ?? `25411000${String(10_000 + serial).slice(-4)}`, reference: `IQ${1000 + serial}` }
}

/** Asked for, and paid at the phone some minutes later. @param written what the payer wrote; what was agreed unless given */
export function payBill(stage: Stage, payer: MpesaPayer, terms: Terms, at: number, written = payer.reference): { receipt: string } {
  const { customer, phone, reference } = payer
  const paid = { receipt: '' }
  const [product = '', plan = ''] = terms.plan.split('.')
  stage.at(at - stage.chance.between(`asked/${stage.serial()}`, 4, 55) * 60, () =>
    stage.expect({
      ...{ customer: customer.id, provider: 'mpesa', offer: { product, plan, interval: 'once' } },
      ...{ amount: terms.shillings * CENTS, currency: 'KES', ref: null, reference, phone, key: `${reference}-${at}` },
    }),
  )
  arrive(stage, { phone, shillings: terms.shillings, written }, at, paid)
  return paid
}

/** Somebody pays, asked or not. */
export function arrive(
  stage: Stage,
  { phone, shillings, written }: { phone: string; shillings: number; written: string },
  at: number,
  paid = { receipt: '' },
): void {
  stage.at(at, () => {
    const { mpesa } = stage.providers()
    paid.receipt = String(mpesa.act('payments.arrive', { phone, amount: shillings, reference: written })['receipt'])
  })
}

/** The phone is asked to pay, and its owner does so, or not. */
export function push(stage: Stage, { customer, phone, reference }: MpesaPayer, terms: Terms, at: number, answer: Answer): void {
  const [product = '', plan = ''] = terms.plan.split('.')
  const sent = { id: '' }
  stage.at(at, () => {
    const { mpesa } = stage.providers()
    const asked = mpesa.act('pushes.create', {
      ...{ BusinessShortCode: mpesa.world.shortCode, TransactionType: 'CustomerPayBillOnline', Amount: terms.shillings },
      ...{ PartyA: phone, PartyB: mpesa.world.shortCode, PhoneNumber: phone, CallBackURL: CALLED_BACK },
      ...{ AccountReference: reference, TransactionDesc: 'Images' },
    })
    sent.id = String(asked['CheckoutRequestID'])
    stage.expect({
      ...{ customer: customer.id, provider: 'mpesa', offer: { product, plan, interval: 'once' } },
      ...{ amount: terms.shillings * CENTS, currency: 'KES', ref: sent.id, reference, phone, key: sent.id },
    })
  })
  stage.at(at + 25, () => void stage.providers().mpesa.act('pushes.answer', { answer }, sent.id))
}

export function reverse(stage: Stage, paid: { receipt: string }, at: number): void {
  stage.at(at, () => void stage.providers().mpesa.act('payments.reverse', {}, paid.receipt))
}

/** What came in goes to the bank, every Monday night. */
export function settleWeekly(stage: Stage, weeks: number): void {
  for (let week = weeks; week > 0; week -= 1) {
    const at = stage.now - week * 7 * 24 * HOUR - 3 * HOUR
    stage.at(at, () => {
      const { mpesa } = stage.providers()
      const amount = toBalance(mpesa.world.entries)
      if (amount > 0) mpesa.act('account.settle', { amount })
    })
  }
}

function toBalance(entries: readonly { kind: string; amount: number }[]): number {
  return entries.reduce((sum, { kind, amount }) => sum + (kind === 'payment' ? amount : -amount), 0)
}
