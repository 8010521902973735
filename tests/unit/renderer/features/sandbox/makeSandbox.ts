import type { EngineClient } from '../../../../../src-renderer/lib/engine.ts'
import type { Happening, SandboxState } from '../../../../../src-shared/contract/sandbox.ts'
import { NOW } from '../../fakeClient.ts'

export const STATE: SandboxState = {
  now: NOW,
  aheadMs: 0,
  faults: [
    { name: 'stall', isOn: false, met: 0 },
    { name: 'reset', isOn: false, met: 3 },
    { name: 'sunspots', isOn: false, met: 0 },
  ],
  prices: [
    { name: 'trading.pro.month', currency: 'USD', amount: 2_900, isOnce: false },
    { name: 'estate-management.starter.year', currency: 'NGN', amount: 25_000_000, isOnce: false },
    { name: 'maintenance-hours.hours-5.once', currency: 'USD', amount: 50_000, isOnce: true },
  ],
  paystack: { pending: [] },
  mpesa: { shortCode: '600123', pushes: [] },
}

export const HAPPENED: Happening = { at: NOW, said: ['Company 1 paid 29.00 USD.'], notFollowed: null }

const DEEDS = ['advance', 'pay', 'setCard', 'cancel', 'refund', 'transfer', 'payReference', 'payByPhone', 'answerPush', 'setFault']

type Sandbox = EngineClient['sandbox']
type Sent = [name: string, input: unknown]

/** A sandbox that keeps what it was asked, and answers what the test gives. */
export function makeSandbox(
  state: SandboxState,
  answer: () => Promise<Happening> = async () => HAPPENED,
): { sandbox: Sandbox; sent: Sent[]; described: () => number } {
  const sent: Sent[] = []
  let described = 0
  const keep = (name: string) => (input: unknown) => {
    sent.push([name, input])
    return answer()
  }
  const sandbox = {
    describe: async () => {
      described++
      return { state }
    },
    ...Object.fromEntries(DEEDS.map((name) => [name, keep(name)])),
  }
  // The fake has what the page calls, without what a client carries beside it.
  return { sandbox: sandbox as unknown as Sandbox, sent, described: () => described }
}
