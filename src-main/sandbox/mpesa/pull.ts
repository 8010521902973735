import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { checkAddress, phoneOf, textOf } from './fields.ts'
import { Refusal, refuseField } from './refusal.ts'
import { HOUR, parseTime, toMarkedTime } from './times.ts'
import type { Entry, Wire, World } from './world.ts'

const KEPT_MS = 48 * HOUR

/** Lets transactions be pulled from now on. Once more says that it was done before. */
export function registerPull(world: World, params: Wire): Wire {
  checkOwn(world, params)
  if (textOf(params, 'RequestType') !== 'Pull') throw refuseField('RequestType')
  const nominated = phoneOf(params, 'NominatedNumber')
  checkAddress(params, 'CallBackURL')
  const isNew = world.nominated === null
  world.nominated ??= nominated
  return {
    ResponseRefID: world.ids.next('p-', 8),
    ResponseStatus: isNew ? '1000' : '1001',
    ShortCode: world.shortCode,
    ResponseDescription: isNew ? 'ShortCode Registered Successfully' : 'ShortCode already Registered',
  }
}

/** A page of what came in within the last 48 hours, newest first, in a list within a list. */
export function queryPull(world: World, params: Wire): Wire {
  checkOwn(world, params)
  if (world.nominated === null) throw new Refusal(400, '400.001', 'Bad Request - ShortCode is not registered for Pull Transactions')
  const from = timeOf(params, 'StartDate')
  const until = timeOf(params, 'EndDate')
  const offset = Number(textOf(params, 'OffSetValue') || '0')
  if (!Number.isSafeInteger(offset) || offset < 0) throw new Refusal(400, '400.001', 'Bad Request - Invalid OffSetValue')
  const since = toInstant(Math.max(from, world.now - KEPT_MS))
  const rows = world.entries
    .filter((entry) => entry.kind === 'payment' && (world.settings.pullsPushes || !entry.isPushed))
    .filter(({ at }) => toSecond(at) >= since && toSecond(at) <= until)
    .reverse()
    .slice(offset, offset + world.settings.pageSize)
  if (rows.length === 0) return toNone(world)
  return {
    ResponseRefID: 'p-1',
    ResponseCode: '1000',
    ResponseMessage: 'Success',
    Response: [rows.map((entry) => toRow(world, entry))],
  }
}

function toNone(world: World): Wire {
  if (world.settings.emptyPull === 'failure') throw new Refusal(500, '500.001', 'Failed to retrieve transactions')
  const isText = world.settings.emptyPull === 'text'
  return { ResponseRefID: 'p-1', ResponseCode: '1001', ResponseMessage: 'No transactions found', Response: isText ? '[[]]' : [[]] }
}

function toRow(world: World, { receipt, at, phone, name, reference, amount }: Entry): Wire {
  return {
    transactionId: receipt,
    trxDate: toMarkedTime(at),
    msisdn: world.settings.masksPhones ? `${phone.slice(0, 4)} ***** ${phone.slice(-3)}` : phone,
    sender: name,
    transactiontype: world.till === null ? 'c2b-pay-bill-debit' : 'c2b-buy-goods-debit',
    billreference: reference,
    amount: amount.toFixed(2),
    organizationname: world.organisation,
  }
}

function checkOwn(world: World, params: Wire): void {
  if (textOf(params, 'ShortCode') !== world.shortCode) throw new Refusal(400, '400.001', 'Bad Request - Invalid ShortCode')
}

function timeOf(params: Wire, name: string): Instant {
  const at = parseTime(textOf(params, name))
  if (at === null) throw new Refusal(400, '400.001', `Bad Request - Invalid ${name}`)
  return at
}

function toSecond(at: Instant): Instant {
  return toInstant(at - (at % 1000))
}
