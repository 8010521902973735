import { onTestFinished } from 'vitest'
import { connectMpesa } from '../../../../src-main/providers/mpesa/connectMpesa.ts'
import { createMpesaClient } from '../../../../src-main/providers/mpesa/createMpesaClient.ts'
import type { Answer, Way } from '../../../../src-main/providers/provider.ts'
import { createMpesa } from '../../../../src-main/sandbox/mpesa/createMpesa.ts'
import type { SpikeLimits } from '../../../../src-main/sandbox/mpesa/http/createSpikeArrest.ts'
import { serveMpesa } from '../../../../src-main/sandbox/mpesa/http/serveMpesa.ts'
import type { Settings } from '../../../../src-main/sandbox/mpesa/world.ts'
import { createFaults } from '../../../../src-main/sandbox/stripe/http/faults.ts'
import { type Instant, parseInstant, toInstant } from '../../../../src-shared/model/instant.ts'

export const APP = { consumerKey: 'GxKey0001', consumerSecret: 'sEcret0001', passkey: 'pAsskey0001' }
export const KEY = `${APP.consumerKey}:${APP.consumerSecret}:${APP.passkey}`
export const SHORT_CODE = '600123'
export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const PHONE = '254708374149'

export function at(iso: string): Instant {
  const instant = parseInstant(iso)
  if (instant === null) throw new Error(`${iso} is no instant`)
  return instant
}

/** What an answer holds. Throws where it is none. */
export function get<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`${answer.error.kind}: ${answer.error.detail}`)
  return answer.value
}

interface Options {
  settings?: Partial<Settings>
  limits?: SpikeLimits | null
  till?: string
  isPullRegistered?: boolean
  key?: string
  connection?: Record<string, string>
}

/** M-Pesa behind its socket, our client before it, and time in the test's hand. */
export async function openMpesa(options: Options = {}) {
  const mpesa = createMpesa({
    startsAt: at('2026-11-20T07:45:00Z'),
    seed: 'seed',
    shortCode: SHORT_CODE,
    till: options.till ?? null,
    isPullRegistered: options.isPullRegistered ?? true,
    settings: options.settings ?? {},
  })
  const faults = createFaults()
  let wallMs = 0
  const server = await serveMpesa({
    mpesa,
    key: APP,
    now: () => mpesa.now(),
    wallMs: () => wallMs,
    wait: () => Promise.resolve(),
    faults,
    limits: options.limits ?? null,
  })
  onTestFinished(() => server.stop())
  const connection = { shortCode: SHORT_CODE, ...(options.till === undefined ? {} : { till: options.till }), ...options.connection }
  const connect = (key = options.key ?? KEY) => connectMpesa(key, 'test', server.baseUrl, connection, () => mpesa.now())
  const admitted: string[] = []
  const stop = new AbortController()
  const way: Way = { signal: stop.signal, admit: async (endpoint) => void admitted.push(endpoint) }
  return {
    mpesa,
    faults,
    server,
    provider: connect(),
    connect,
    client: createMpesaClient(APP, server.baseUrl, () => mpesa.now()),
    way,
    stop,
    /** The endpoints that requests were let out to. */
    admitted,
    pass: (ms: number) => mpesa.advanceTo(toInstant(mpesa.now() + ms)),
    passWallMs: (ms: number) => {
      wallMs += ms
    },
    /** A customer pays, and gives the receipt. */
    pay: (terms: { amount?: number; reference?: string; phone?: string; name?: string } = {}): string =>
      String(mpesa.act('payments.arrive', { amount: 4500, reference: 'INV1001', phone: PHONE, ...terms })['receipt']),
    /** What an address answers, without our client. */
    post: async (path: string, body: object, headers: Record<string, string> = {}) => {
      const response = await fetch(`${server.baseUrl}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
      const text = await response.text()
      return { status: response.status, body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : text }
    },
    token: async () => {
      const basic = Buffer.from(`${APP.consumerKey}:${APP.consumerSecret}`).toString('base64')
      const response = await fetch(`${server.baseUrl}/oauth/v1/generate?grant_type=client_credentials`, {
        headers: { authorization: `Basic ${basic}` },
      })
      return (await response.json()) as { access_token: string; expires_in: string }
    },
  }
}
