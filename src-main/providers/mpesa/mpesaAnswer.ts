import type { Instant } from '../../../src-shared/model/instant.ts'
import { isRecord, type Wire } from './readWire.ts'

/** What Daraja said, whatever it said. */
export interface MpesaAnswer {
  status: number
  /** Null where it is no JSON object: a page, nothing at all. */
  body: Wire | null
  answeredAt: Instant
  retryAfterMs: number | null
}

/** Codes for a token that has run out, was replaced by another or never was one. The first comes with 404. */
const STALE_TOKEN = new Set([
  '404.001.03',
  '404.001.04',
  '401.001',
  '401.001.01',
  '401.002.01',
  '401.003.01',
  '400.003.01',
  'oauth.v2.InvalidAccessToken',
  'oauth.v2.AccessTokenExpired',
  'keymanagement.service.invalid_access_token',
  'keymanagement.service.access_token_expired',
])
const CODE = /^[\w.-]{1,80}$/

/** Daraja's code of a refusal, or its gateway's; empty where it has none. */
export function readCode({ body }: MpesaAnswer): string {
  const part = isRecord(body?.['fault']) ? body['fault']['detail'] : null
  const code = body?.['errorCode'] ?? (isRecord(part) ? part['errorcode'] : null)
  return typeof code === 'string' && CODE.test(code) ? code : ''
}

/** Daraja's words. They are looked at and not shown: they can hold the token. */
export function readMessage({ body }: MpesaAnswer): string {
  const message = body?.['errorMessage'] ?? (isRecord(body?.['fault']) ? body['fault']['faultstring'] : null)
  return typeof message === 'string' ? message : ''
}

/** What Safaricom asks for when something is to be looked into; empty where there is none. */
export function readRequestId({ body }: MpesaAnswer): string {
  const id = body?.['requestId']
  return typeof id === 'string' && CODE.test(id) ? ` (request ${id})` : ''
}

/** Whether the token was refused, and another may be taken. */
export function isStaleToken(answer: MpesaAnswer): boolean {
  return answer.status !== 200 && (STALE_TOKEN.has(readCode(answer)) || answer.status === 401)
}
