import type { Instant } from '../../../../src-shared/model/instant.ts'
import type { Ids } from '../../stripe/world/createIds.ts'
import { Refusal } from '../refusal.ts'
import type { Wire } from '../world.ts'

/** What one app of Daraja's is let in with. */
export interface DoorKey {
  consumerKey: string
  consumerSecret: string
  passkey: string
}

export interface Door {
  /** Gives a token, and makes the one before worthless. Null for a key that is none. */
  enter(authorization: string, at: Instant): Wire | null
  isLetIn(authorization: string, at: Instant): boolean
  /** Another program of the same app takes a token. */
  takeOver(): void
  /** Throws where a password was not made of the short code, the passkey and the time beside it. */
  checkPassword(params: Wire): void
}

const TOKEN_SECONDS = 3599

export function createDoor({ consumerKey, consumerSecret, passkey }: DoorKey, ids: Ids): Door {
  const expected = `Basic ${Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64')}`
  let token: { text: string; expiresAt: number } | null = null
  return {
    enter(authorization, at) {
      if (authorization !== expected) return null
      token = { text: ids.next('', 28), expiresAt: at + TOKEN_SECONDS * 1000 }
      return { access_token: token.text, expires_in: String(TOKEN_SECONDS) }
    },
    isLetIn: (authorization, at) => token !== null && authorization === `Bearer ${token.text}` && at < token.expiresAt,
    takeOver() {
      token = null
    },
    checkPassword({ BusinessShortCode, Password, Timestamp }) {
      if (typeof Timestamp !== 'string' || !/^\d{14}$/.test(Timestamp))
        throw new Refusal(400, '400.002.02', 'Bad Request - Invalid Timestamp')
      const right = Buffer.from(`${BusinessShortCode}${passkey}${Timestamp}`).toString('base64')
      if (Password !== right) throw new Refusal(500, '500.001.1001', 'Wrong credentials')
    },
  }
}
