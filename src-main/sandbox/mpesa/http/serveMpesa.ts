import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Instant } from '../../../../src-shared/model/instant.ts'
import { sendText } from '../../http/sendText.ts'
import { readSent, serveLocally } from '../../http/serveLocally.ts'
import type { FaultName, Faults } from '../../stripe/http/faults.ts'
import { toRetryAfter } from '../../stripe/http/spoilAnswer.ts'
import { createIds } from '../../stripe/world/createIds.ts'
import type { MpesaSandbox } from '../createMpesa.ts'
import { OPERATIONS } from '../operations.ts'
import { Refusal } from '../refusal.ts'
import type { Wire } from '../world.ts'
import { createDoor, type DoorKey } from './createDoor.ts'
import { createSpikeArrest, type SpikeLimits } from './createSpikeArrest.ts'

const TOKEN_PATH = '/oauth/v1/generate'
const PULL_PATH = '/pulltransactions/v1/query'
/** Paths whose refusals of a token come with 404. */
const STRANGE_PATHS = ['/mpesa/stkpush', '/mpesa/reversal']
const FITTING: ReadonlySet<FaultName> = new Set<FaultName>([
  ...(['rate-limited', 'error-page', 'stall', 'reset', 'lost-answer', 'truncated-gzip', 'truncated-json', 'slow-drip'] as const),
  ...(['revoked-key', 'no-permission', 'repeated-page', 'empty-page', 'unanswered'] as const),
])

const OPERATIONS_READING: ReadonlySet<string | null> = new Set(
  Object.values(OPERATIONS)
    .filter(({ isReadOnly }) => isReadOnly)
    .map(({ path }) => path),
)

export interface ServeMpesaOptions {
  mpesa: MpesaSandbox
  /** The one app that is let in. */
  key: DoorKey
  /** What its clock says: the sandbox is moved there before each request. */
  now: () => Instant
  /** The clock on the wall, by which requests are counted. */
  wallMs: () => number
  wait: (ms: number) => Promise<void>
  faults: Faults
  /** Null lets everything in. */
  limits?: SpikeLimits | null
  port?: number
}

export interface MpesaServer {
  readonly baseUrl: string
  readonly faults: Faults
  /** How many requests were let in, by method and path. */
  readonly counts: ReadonlyMap<string, number>
  limit(limits: SpikeLimits | null): void
  /** Another program of the same app takes a token, which ends the one that was given here. */
  takeOver(): void
  stop(): Promise<void>
}

/** Answers as Daraja does over HTTP, on this machine alone. */
export async function serveMpesa(options: ServeMpesaOptions): Promise<MpesaServer> {
  const { mpesa, key, now, wallMs, faults, wait } = options
  const ids = createIds(`requests/${key.consumerKey}/${key.consumerSecret}`)
  const door = createDoor(key, ids)
  const counts = new Map<string, number>()
  let limits = options.limits ?? null
  let isTooSoon = toGate()
  let lastPage: unknown = null
  const server = await serveLocally(answer, options.port)
  return {
    baseUrl: `http://${server.host}`,
    faults,
    counts,
    limit(wanted) {
      limits = wanted
      isTooSoon = toGate()
    },
    takeOver: door.takeOver,
    stop: server.stop,
  }

  function toGate() {
    return limits === null ? () => false : createSpikeArrest(limits, wallMs)
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://mpesa')
    const at = now()
    response.setHeader('date', new Date(at).toUTCString())
    const drawn = faults.draw(url.pathname, (name) => FITTING.has(name) && fitsPath(name, url.pathname))
    const sent = await readSent(request)
    const limited = drawn.get('rate-limited')
    if (limited) {
      const advice = toRetryAfter(limited)
      return send(response, 429, toSpikeFault(), new Map(), advice === null ? {} : { 'retry-after': advice })
    }
    if (drawn.has('error-page')) return send(response, 500, {}, drawn)
    if (drawn.has('stall')) return
    mpesa.advanceTo(at)
    const requestId = ids.next('r-', 8)
    if (request.headers.host !== server.host) return send(response, 421, {}, new Map())
    if (url.pathname === TOKEN_PATH) return enter(request, response, url, at, drawn)
    const { status, body } = carryOut(request, url.pathname, sent, at, drawn, requestId)
    await send(response, status, body, drawn)
  }

  async function enter(request: IncomingMessage, response: ServerResponse, url: URL, at: Instant, drawn: Drawn): Promise<void> {
    if (url.searchParams.get('grant_type') !== 'client_credentials') {
      return send(
        response,
        400,
        { requestId: ids.next('r-', 8), errorCode: '400.008.02', errorMessage: 'Invalid grant type passed' },
        drawn,
      )
    }
    const token = drawn.has('revoked-key') ? null : door.enter(request.headers.authorization ?? '', at)
    // Nothing at all is said to a key that is none.
    if (token === null) return sendText(response, { status: 400, text: '' }, drawn, wait)
    count('GET', TOKEN_PATH)
    await send(response, 200, token, drawn)
  }

  function carryOut(request: IncomingMessage, path: string, sent: string | null, at: Instant, drawn: Drawn, requestId: string): Said {
    try {
      return { status: 200, body: perform(request, path, sent, at, drawn, requestId) }
    } catch (error) {
      if (error instanceof GatewayFault) return { status: error.status, body: error.body }
      if (!(error instanceof Refusal)) throw error
      return { status: error.status, body: error.toBody(requestId) }
    }
  }

  function perform(request: IncomingMessage, path: string, sent: string | null, at: Instant, drawn: Drawn, requestId: string): Wire {
    const found = Object.entries(OPERATIONS).find(([, operation]) => operation.path === path)
    if (!found) throw new Refusal(404, '404.001.01', 'Resource not found')
    const wanted = path === PULL_PATH ? mpesa.world.settings.pullMethod : 'POST'
    if (request.method !== wanted) throw new Refusal(405, '405.001', 'Method Not Allowed')
    if (!door.isLetIn(request.headers.authorization ?? '', at) || drawn.has('revoked-key')) {
      const isStrange = STRANGE_PATHS.some((start) => path.startsWith(start))
      throw isStrange
        ? new Refusal(404, '404.001.03', 'Invalid Access Token')
        : new Refusal(401, '401.002.01', 'Error Occurred - Invalid Access Token')
    }
    if (drawn.has('no-permission')) throw toFault(403, 'Invalid ApiKey for given resource', 'oauth.v2.InvalidApiKeyForGivenResource')
    if (isTooSoon(path)) {
      if (limits?.status === 500) throw new Refusal(500, '500.003.02', 'System is busy. Please try again in few minutes.')
      throw new GatewayFault(429, toSpikeFault())
    }
    const params = parse(sent)
    if (path.startsWith('/mpesa/stkpush')) door.checkPassword(params)
    count(request.method ?? '', path)
    // What is journalled holds no passkey.
    const { Password: _password, SecurityCredential, ...plain } = params
    const credential = SecurityCredential === undefined ? {} : { SecurityCredential: 'given' }
    const { status, body } = mpesa.answer(found[0], { ...plain, ...credential }, requestId)
    if (status !== 200) throw new GatewayFault(status, body)
    return path === PULL_PATH ? spoilPage(body, drawn) : body
  }

  function spoilPage(body: Wire, drawn: Drawn): Wire {
    const before = lastPage
    lastPage = body['Response']
    if (drawn.has('empty-page')) return { ...body, ResponseCode: '1000', Response: [[]] }
    return drawn.has('repeated-page') && before !== null ? { ...body, ResponseCode: '1000', Response: before } : body
  }

  function send(response: ServerResponse, status: number, body: Wire, drawn: Drawn, headers: Record<string, string> = {}): Promise<void> {
    return sendText(response, { status, text: JSON.stringify(body), headers }, drawn, wait)
  }

  function count(method: string, path: string): void {
    const name = `${method} ${path}`
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
}

type Drawn = ReturnType<Faults['draw']>

interface Said {
  status: number
  body: Wire
}

/** An answer that is sent as it is. */
class GatewayFault extends Error {
  readonly status: number
  readonly body: Wire

  constructor(status: number, body: Wire) {
    super(`answered with ${status}`)
    this.status = status
    this.body = body
  }
}

function toFault(status: number, faultstring: string, errorcode: string): GatewayFault {
  return new GatewayFault(status, { fault: { faultstring, detail: { errorcode } } })
}

function toSpikeFault(): Wire {
  return toFault(
    429,
    'Spike arrest violation. Allowed rate : MessageRate{messagesPerPeriod=5, periodInMicroseconds=60000000, maxBurstMessageCount=1.0}',
    'policies.ratelimit.SpikeArrestViolation',
  ).body
}

/** A page is of the list alone, and what is carried out without an answer is what does something. */
function fitsPath(name: FaultName, path: string): boolean {
  if (name === 'repeated-page' || name === 'empty-page') return path === PULL_PATH
  return name !== 'unanswered' || (path !== TOKEN_PATH && !OPERATIONS_READING.has(path))
}

function parse(sent: string | null): Wire {
  try {
    const params: unknown = JSON.parse(sent ?? '')
    if (typeof params === 'object' && params !== null && !Array.isArray(params)) return params as Wire
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new Refusal(400, '400.002.02', 'Bad Request - Invalid BODY')
}
