import { phoneOf, shillingsOf, textOf } from './fields.ts'
import { Refusal, refuseField } from './refusal.ts'
import { type Entry, nextReceipt, type Wire, type World } from './world.ts'

const NAMES = ['ACHIENG OTIENO', 'WANJIRU KAMAU', 'KIPROTICH BETT', 'HALIMA NOOR', 'MUTUA MUSYOKA', 'NJERI MWANGI', 'BARASA WEKESA']

type Paid = Pick<Entry, 'phone' | 'amount' | 'reference' | 'name' | 'isPushed'>

/** Takes a customer's money, and what the organisation pays for it. */
export function addPayment(world: World, paid: Paid): Entry {
  const { phone, amount, reference, isPushed } = paid
  const name = paid.name === '' ? (NAMES[Number(phone.slice(-3)) % NAMES.length] ?? '') : paid.name
  const entry: Entry = {
    kind: 'payment',
    receipt: nextReceipt(world),
    at: world.now,
    phone,
    amount,
    reference,
    name,
    isPushed,
    linked: null,
  }
  world.entries.push(entry)
  const charge = Math.floor((amount * world.settings.chargePerMille) / 1000)
  if (charge > 0) world.entries.push({ ...entry, kind: 'charge', amount: charge })
  return entry
}

/** A customer pays at the phone, unasked: any amount for any account, as people do. */
export function arrive(world: World, params: Wire): Wire {
  const phone = phoneOf(params, 'phone')
  const amount = shillingsOf(params, 'amount')
  const { receipt } = addPayment(world, {
    phone,
    amount,
    reference: textOf(params, 'reference'),
    name: textOf(params, 'name'),
    isPushed: false,
  })
  return { receipt }
}

/** Gives all of a payment back. */
export function reverse(world: World, receipt: string): Wire {
  const paid = world.entries.find((entry) => entry.kind === 'payment' && entry.receipt === receipt)
  if (!paid) throw refuseField('TransactionID')
  if (world.entries.some(({ linked }) => linked === receipt))
    throw new Refusal(400, 'R000001', 'The transaction has already been reversed.')
  const back: Entry = { ...paid, kind: 'reversal', receipt: nextReceipt(world), at: world.now, linked: receipt }
  world.entries.push(back)
  return { receipt: back.receipt }
}

/** Money that the organisation sends to its bank. */
export function settle(world: World, params: Wire): Wire {
  const receipt = nextReceipt(world)
  const amount = shillingsOf(params, 'amount')
  world.entries.push({
    ...{ kind: 'settlement', receipt, at: world.now, amount, phone: '', name: `${world.organisation} BANK`, reference: '' },
    ...{ isPushed: false, linked: null },
  })
  return { receipt }
}
