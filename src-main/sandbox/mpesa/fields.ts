import { Refusal, refuseField } from './refusal.ts'
import type { Wire, World } from './world.ts'

const MOST_SHILLINGS = 250_000
/** Words that Safaricom takes in no address, and places that nobody can be called at. */
const BAD_ADDRESS = /mpesa|m-pesa|safaricom|\bsql|query|cmd|\.exe|ngrok|localhost|127\.0\.0\.1|\/\/(10|192\.168|172\.(1[6-9]|2\d|3[01]))\./i

/** Text or a number, as text; empty where there is none. */
export function textOf(params: Wire, name: string): string {
  const value = params[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** Whole shillings: text or a number, at least one. */
export function shillingsOf(params: Wire, name: string): number {
  const text = textOf(params, name)
  const amount = Number(text)
  if (!/^\d{1,7}$/.test(text) || amount < 1 || amount > MOST_SHILLINGS) throw refuseField(name)
  return amount
}

export function phoneOf(params: Wire, name: string): string {
  const phone = textOf(params, name)
  if (!/^254[17]\d{8}$/.test(phone)) throw refuseField(name)
  return phone
}

export function checkShortCode(world: World, params: Wire, name: string): void {
  if (textOf(params, name) !== world.shortCode) throw new Refusal(500, '500.001.1001', 'Merchant does not exist')
}

/** An address on the internet that does not name what must not be named. */
export function checkAddress(params: Wire, name: string): void {
  const address = textOf(params, name)
  if (!/^https:\/\/[^\s/]+\.[^\s/]+/.test(address) || BAD_ADDRESS.test(address)) throw refuseField(name)
}
