import { z } from '../../../../src-shared/contract/zod.ts'
import type { FrozenPush } from '../pushPayment.ts'

const digits = z.string().regex(/^\d+$/)

const frozenPush: z.ZodType<FrozenPush> = z.strictObject({
  BusinessShortCode: digits,
  TransactionType: z.enum(['CustomerPayBillOnline', 'CustomerBuyGoodsOnline']),
  Amount: digits,
  PartyA: digits,
  PartyB: digits,
  PhoneNumber: digits,
  CallBackURL: z.string().startsWith('https://'),
  AccountReference: z.string().min(1),
  TransactionDesc: z.string().min(1),
})

/** Reads what `freezePush` gave. Throws for anything else: nobody else writes it, and it asks somebody to pay. */
export function readFrozenPush(request: string): FrozenPush {
  return frozenPush.parse(JSON.parse(request))
}
