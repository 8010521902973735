import { AppError } from '../../../src-shared/model/appError.ts'
import type { Mode } from '../../../src-shared/model/provider.ts'
import type { ConnectionSettings } from '../provider.ts'
import { checkCallback } from './checkCallback.ts'
import { isRecord, parseJson } from './readWire.ts'

const PART = /^[\x21-\x39\x3b-\x7e]{4,300}$/
const SHORT_CODE = /^\d{5,7}$/
const HOSTS: Readonly<Record<Mode, string>> = { test: 'sandbox.safaricom.co.ke', live: 'api.safaricom.co.ke' }

/** What Daraja gives an application. */
export interface MpesaKey {
  consumerKey: string
  consumerSecret: string
  /** What phones are asked with to pay; null where nobody is asked from here. */
  passkey: string | null
}

/** What a connection is beside its key. */
export interface MpesaSettings {
  /** The paybill, or the store of a till. */
  shortCode: string
  /** The till that customers pay to; null for a paybill. */
  till: string | null
  /** Safaricom's own text and most programs do not agree on it. */
  pullMethod: 'GET' | 'POST'
  /** A page of the organisation's own, which a push must name: what is sent there is lost. Null where nobody is asked from here. */
  callbackUrl: string | null
}

/**
 * Reads `consumerKey:consumerSecret` or `consumerKey:consumerSecret:passkey`, or JSON with these names. Refuses what cannot be one, before it is
 * sent anywhere.
 */
export function readMpesaKey(key: string): MpesaKey {
  const told = parseJson(key)
  const words = isRecord(told) ? [told['consumerKey'], told['consumerSecret'], told['passkey']].map(toWord) : key.split(':')
  const [consumerKey = '', consumerSecret = '', passkey, ...rest] = words
  const parts = [consumerKey, consumerSecret, ...(passkey === undefined ? [] : [passkey])]
  if (rest.length > 0 || !parts.every((part) => PART.test(part))) {
    throw new AppError(
      'key-wrong-kind',
      'This is not a key of M-Pesa. Nothing was sent and nothing was changed.',
      'Give the consumer key and the consumer secret of the Daraja app with a colon between them, and after another colon the passkey where phones are to be asked to pay; or JSON: {consumerKey, consumerSecret, shortcode, passkey}.',
    )
  }
  return { consumerKey, consumerSecret, passkey: passkey ?? null }
}

/** What JSON with the key names beside it: where it names the short code, nobody need name it again. */
export function readToldSettings(key: string): ConnectionSettings {
  const told = parseJson(key)
  const shortCode = isRecord(told) ? toWord(told['shortcode']) : undefined
  return shortCode === undefined ? {} : { shortCode }
}

function toWord(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : undefined
}

/** Refuses what no connection can be made with. */
export function readMpesaSettings(settings: ConnectionSettings): MpesaSettings {
  const { shortCode = '', till = '', pullMethod = 'POST', callbackUrl = '' } = settings
  if (!SHORT_CODE.test(shortCode)) {
    throw refuse('M-Pesa is connected by its short code, 5 to 7 digits.', 'Give the paybill number, or the store number of a till.')
  }
  if (till !== '' && !SHORT_CODE.test(till))
    throw refuse('A till number has 5 to 7 digits.', 'Give the till number, or none for a paybill.')
  if (pullMethod !== 'POST' && pullMethod !== 'GET')
    throw refuse('Transactions are pulled by POST or by GET.', 'Leave pullMethod out, or name one of them.')
  return { shortCode, till: till === '' ? null : till, pullMethod, callbackUrl: callbackUrl === '' ? null : checkCallback(callbackUrl) }
}

/** A live key goes to Safaricom and nobody else; a test key may also go to a stand-in. */
export function toMpesaAddress(mode: Mode, baseUrl: string | null): string {
  if (baseUrl === null) return `https://${HOSTS[mode]}`
  const url = new URL(baseUrl)
  if (mode === 'live' && (url.hostname !== HOSTS.live || url.protocol !== 'https:')) {
    throw new AppError(
      'base-url-refused',
      `A live key is only ever sent to ${HOSTS.live}. Nothing was sent and nothing was changed.`,
      'Leave out --base-url, or use a test workspace and a test key.',
    )
  }
  return url.origin
}

function refuse(message: string, hint: string): AppError {
  return new AppError('usage', `${message} Nothing was sent and nothing was changed.`, hint)
}
