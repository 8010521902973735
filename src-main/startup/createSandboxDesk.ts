import type { CardKind, Happening, PushAnswer, SandboxState } from '../../src-shared/contract/sandbox.ts'
import { AppError } from '../../src-shared/model/appError.ts'
import { PRICE_INTERVALS } from '../../src-shared/model/catalog.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import { PROVIDER_TITLES, type ProviderName } from '../../src-shared/model/provider.ts'
import type { Engine } from '../engine/createEngine.ts'
import type { HostPorts } from '../ports.ts'
import type { MpesaPayment, Payer, Sandbox } from '../sandbox/start.ts'
import { tellApplications } from './tellApplications.ts'

interface FaultAsk {
  name: string | null
  isOn: boolean
  rate: number | null
  count: number | null
  path: string | null
  seed: string | null
  provider: ProviderName | null
}

interface PhoneAsk {
  company: string
  phone: string
  amount: number
  /** `product.plan.interval` */
  buys: string
}

/** Makes things happen in the sandbox, and the mirror follow. */
export interface SandboxDesk {
  describe(): SandboxState
  advance(ms: number): Promise<Happening>
  pay(company: string, buys: string | null, card: CardKind | null): Promise<Happening>
  setCard(company: string, card: CardKind): Promise<Happening>
  cancel(company: string, isNow: boolean): Promise<Happening>
  refund(company: string, amount: number | null): Promise<Happening>
  transfer(company: string, amount: number, narration: string | null): Promise<Happening>
  payReference(company: string, reference: string | null, isDeclined: boolean): Promise<Happening>
  payByPhone(payment: MpesaPayment): Promise<Happening>
  askPhone(ask: PhoneAsk): Promise<Happening>
  answerPush(ref: string | null, answer: PushAnswer): Promise<Happening>
  statement(from: Instant | null, until: Instant | null): string | null
  setFault(ask: FaultAsk): Promise<Happening>
  /** Mirrors what happened, and takes in what was counted. Gives why that could not be done; null where it was. */
  follow(): Promise<string | null>
  /** Whatever still follows stops, and nothing begins to. */
  stop(): Promise<void>
}

/** Events of the sandbox can be read so long after they happened. */
const EVENT_LAG_MS = 1_200

interface DeskParts {
  sandbox: Sandbox
  engine: Engine
  /** The host's own: its clock is the one on the wall. */
  ports: Pick<HostPorts, 'clock' | 'log'>
  /** How long an answer waits for the mirror, which goes on following; null where nobody would go on. */
  patienceMs: number | null
}

export function createSandboxDesk({ sandbox, engine, ports, patienceMs }: DeskParts): SandboxDesk {
  const { client } = engine
  const stopper = new AbortController()
  let following: Promise<unknown> = Promise.resolve()

  async function findPayer(name: string, at: 'stripe' | 'paystack' = 'stripe'): Promise<Payer> {
    const company = await client.companies.get({ company: name })
    const link = company.links.find(({ provider, deletedAt }) => provider === at && deletedAt === null)
    if (!link)
      throw new AppError(
        'usage',
        `${company.name} is no customer of the sandbox’s ${PROVIDER_TITLES[at]}. Nothing was changed.`,
        'Choose another company.',
      )
    return { ref: link.ref, name: company.name }
  }

  /** As the operator's server does: it asks the phone, and tells the console what for. */
  async function askPhone({ company: name, phone, amount, buys }: PhoneAsk): Promise<string[]> {
    const company = await client.companies.get({ company: name })
    const offer = toOffer(buys)
    const { ref, reference } = sandbox.askPhone({ phone, amount })
    await client.payments.expect({ company: company.id, provider: 'mpesa', offer, amount, currency: 'KES', ref, reference, phone })
    return [`${company.name} is asked on ${phone} to pay for ${buys}; the phone asks for a minute.`]
  }

  /** One after the other: two that follow at once would tell the same twice. */
  function follow(): Promise<string | null> {
    const next = following.then(followNow)
    following = next.catch(() => undefined)
    return next
  }

  async function followNow(): Promise<string | null> {
    if (stopper.signal.aborted) return 'The workspace was closed.'
    const { running } = await client.sync.health({})
    // A sync that is under way may have asked before this happened.
    if (running) await client.sync.start({}).catch(() => undefined)
    const problem = await syncNow()
    if (problem !== null) return problem
    const isAsking = await tellApplications(sandbox, engine, ports.log, stopper.signal)
    // What becomes of a push is asked for by its name, which is known only now.
    return isAsking ? syncNow() : null
  }

  async function syncNow(): Promise<string | null> {
    const { runs } = await client.sync.start({})
    const broken = runs.find(({ outcome }) => outcome !== 'complete')
    return broken ? `${broken.stream}: ${broken.reason ?? broken.outcome}` : null
  }

  async function toHappening(said: string[]): Promise<Happening> {
    await sandbox.clock.wait(EVENT_LAG_MS, stopper.signal)
    const followed = follow().catch((error: unknown) => (error instanceof Error ? error.message : String(error)))
    const notFollowed = await (patienceMs === null ? followed : Promise.race([followed, loosePatience(patienceMs)]))
    return { at: sandbox.clock.now(), said, notFollowed }
  }

  async function loosePatience(ms: number): Promise<string> {
    await ports.clock.wait(ms, stopper.signal)
    return 'It is still being mirrored.'
  }

  return {
    describe: () => ({
      now: sandbox.clock.now(),
      aheadMs: sandbox.clock.aheadMs,
      faults: sandbox.listFaults(),
      prices: sandbox.offers.map(({ name, currency, amount, isOnce }) => ({ name, currency, amount, isOnce })),
      paystack: sandbox.paystack && { pending: [...sandbox.pendingPayments] },
      mpesa: sandbox.mpesa && { shortCode: sandbox.mpesa.shortCode, pushes: [...sandbox.openPushes] },
    }),
    advance: async (ms) => toHappening(sandbox.advance(ms)),
    pay: async (company, buys, card) => toHappening(sandbox.pay(await findPayer(company), buys, card)),
    setCard: async (company, card) => toHappening(sandbox.setCard(await findPayer(company), card)),
    cancel: async (company, isNow) => toHappening(sandbox.cancel(await findPayer(company), isNow)),
    refund: async (company, amount) => toHappening(sandbox.refund(await findPayer(company), amount)),
    transfer: async (company, amount, narration) => toHappening(sandbox.transfer(await findPayer(company, 'paystack'), amount, narration)),
    payReference: async (company, reference, isDeclined) =>
      toHappening(sandbox.payReference(await findPayer(company, 'paystack'), reference, isDeclined)),
    payByPhone: async (payment) => toHappening(sandbox.payByPhone(payment)),
    askPhone: async (ask) => toHappening(await askPhone(ask)),
    answerPush: async (ref, answer) => toHappening(sandbox.answerPush(ref, answer)),
    statement: (from, until) => sandbox.statement(from, until),
    async setFault({ name, isOn, rate, count, path, seed, provider }) {
      const where = { ...(path && { path }), ...(provider && { provider }) }
      const options = { ...(rate && { rate }), ...(count && { count }), ...(seed && { seed }), ...where }
      const said = sandbox.setFault(name, isOn ? options : null)
      return { at: sandbox.clock.now(), said, notFollowed: null }
    },
    follow,
    async stop() {
      stopper.abort()
      await following
    },
  }
}

function toOffer(buys: string) {
  const [product = '', plan = '', word = '', ...more] = buys.split('.')
  const interval = PRICE_INTERVALS.find((each) => each === word)
  if (product !== '' && plan !== '' && interval !== undefined && more.length === 0) return { product, plan, interval }
  throw new AppError('usage', `Nothing is sold as "${buys}". Nothing was changed.`, 'Write it as image-quota.pro.once.')
}
