import { invariant } from '../../../src-shared/model/assert.ts'

/** Crockford's base 32: nothing in it is mistaken for something else when it is read out or typed on a phone. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 8
const COMPANY_ID = /^co_[0-9a-z]{16}$/

/**
 * The code that a company writes as the account that it pays for: eight digits and capitals, which M-Pesa's twelve have room for.
 *
 * It follows from our id, so nobody has to keep it.
 */
export function toShortCode(company: string): string {
  invariant(COMPANY_ID.test(company), 'a company has an id of ours')
  let rest = [...company.slice('co_'.length)].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n)
  let code = ''
  for (let place = 0; place < LENGTH; place++) {
    code = `${DIGITS[Number(rest % 32n)]}${code}`
    rest /= 32n
  }
  return code
}
