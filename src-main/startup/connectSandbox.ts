import type { Engine } from '../engine/createEngine.ts'
import type { Sandbox } from '../sandbox/start.ts'

/** The names under which the engine asks for the keys of the sandbox: the keys themselves are others with every start. */
const KEY_NAMES = {
  stripe: 'TIERDESK_SANDBOX_KEY',
  paystack: 'TIERDESK_SANDBOX_PAYSTACK_KEY',
  mpesa: 'TIERDESK_SANDBOX_MPESA_KEY',
} as const

/** What is sent to it is lost: nobody listens, and everything is asked for. */
const CALLBACK_URL = 'https://results.example.com/'

/** It is this machine's, and nobody else asks it. */
const LIMITS = { account: 2_000, endpoint: 2_000, share: 0.5 }

/** Whether a key is one that a sandbox makes as it starts: nobody can give it. */
export function isSandboxKey(name: string): boolean {
  return Object.values<string>(KEY_NAMES).includes(name)
}

/** The key of a running sandbox by the name of its variable. */
export function findSandboxKey(sandbox: Sandbox | null, name: string): string | undefined {
  if (name === KEY_NAMES.stripe) return sandbox?.stripe.key
  if (name === KEY_NAMES.paystack) return sandbox?.paystack?.key
  return name === KEY_NAMES.mpesa ? sandbox?.mpesa?.key : undefined
}

/** Connects each provider of a sandbox as any provider is connected: by an address and a key. */
export async function connectSandbox(engine: Engine, { stripe, paystack, mpesa }: Sandbox): Promise<void> {
  const toAsk = (provider: keyof typeof KEY_NAMES, baseUrl: string) => ({
    ...{ provider, secret: { kind: 'environment' as const, name: KEY_NAMES[provider] } },
    ...{ baseUrl, limits: LIMITS },
  })
  await engine.connect(toAsk('stripe', stripe.baseUrl))
  if (paystack) await engine.connect(toAsk('paystack', paystack.baseUrl))
  if (mpesa) await engine.connect({ ...toAsk('mpesa', mpesa.baseUrl), settings: { shortCode: mpesa.shortCode, callbackUrl: CALLBACK_URL } })
}
