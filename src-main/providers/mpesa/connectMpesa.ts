import type { Mode } from '../../../src-shared/model/provider.ts'
import type { ObjectKind } from '../../domain/mirrored.ts'
import type { ActingProvider } from '../acting.ts'
import type {
  Answer,
  ConnectionSettings,
  FetchedObject,
  ObjectPage,
  ObjectStream,
  PageAsk,
  Polls,
  RequestLimits,
  Way,
} from '../provider.ts'
import { createMpesaActing } from './act/createMpesaActing.ts'
import { createMpesaClient } from './createMpesaClient.ts'
import { joinPayment } from './joinPayment.ts'
import { readMpesaKey, readMpesaSettings, readToldSettings, toMpesaAddress } from './mpesaKey.ts'
import { HORIZON_MS, pullTransactions } from './pullTransactions.ts'
import { queryPush } from './queryPush.ts'
import { registerPull } from './registerPull.ts'
import { RefusedRequest, toProviderError } from './toProviderError.ts'

const HOUR_MS = 3_600_000

/**
 * Five requests in 60 seconds and never two at once is what its sandbox takes at one endpoint, by what was seen in 2025 and 2026; of the real one
 * nothing is published. The account is bounded so that a token, a pull and a push need not wait for one another.
 */
const LIMITS: RequestLimits = { account: 1 / 2, endpoint: 1 / 12 }

const POLLS: Polls = {
  // A payment is at times listed hours after it was made, and a row's time may be three hours off.
  overlapMs: { payments: 6 * HOUR_MS },
  everyMs: {},
  dailyMs: { payments: HORIZON_MS },
  horizonMs: HORIZON_MS,
  // How long a push can be asked for is not published: hours, not days.
  openForMs: 2 * HOUR_MS,
}

/** M-Pesa through Safaricom's Daraja, by polling alone: nothing here can be called back. @param nowMs the clock on the wall */
export function connectMpesa(
  key: string,
  mode: Mode,
  baseUrl: string | null,
  given: ConnectionSettings,
  nowMs: () => number = () => Date.now(),
): ActingProvider {
  const parts = readMpesaKey(key)
  const settings = readMpesaSettings({ ...readToldSettings(key), ...given })
  const client = createMpesaClient(parts, toMpesaAddress(mode, baseUrl), nowMs)

  return {
    name: 'mpesa',
    limits: LIMITS,
    polls: POLLS,
    streams: ['payments'],
    join: joinPayment,
    acting: createMpesaActing(client, parts.passkey, settings),
    identify: (way) => answer(way, identify),
    register: (ask, way) => answer(way, () => registerPull(client, settings.shortCode, ask, way)),
    listPage: (stream, page, way) => answer(way, () => listPage(stream, page, way)),
    fetchObject: (kind, ref, way) => answer(way, () => fetchObject(kind, ref, way)),
    fetchCustomer: (_ref, _streams, way) => answer(way, () => refuse('M-Pesa has no customers that could be asked for.')),
    listEvents: (_since, _after, way) => answer(way, () => refuse('M-Pesa has no list of events.')),
  }

  async function identify(way: Way) {
    await client.enter(way)
    return { ref: settings.shortCode, name: null }
  }

  async function listPage(stream: ObjectStream, page: PageAsk, way: Way): Promise<ObjectPage> {
    if (stream !== 'payments') return refuse(`M-Pesa has no list of ${stream}.`)
    return pullTransactions(client, settings, page, way)
  }

  async function fetchObject(kind: ObjectKind, ref: string, way: Way): Promise<FetchedObject> {
    if (kind === 'push') return queryPush(client, settings.shortCode, parts.passkey, ref, way)
    if (kind === 'payment') {
      return refuse(
        'What M-Pesa knows of one payment it tells only to an address on the internet, and there is none here: payments come by the list of the last 48 hours, or by a statement of the organisation portal.',
      )
    }
    return refuse(`M-Pesa has no ${kind}.`)
  }
}

async function answer<T>(way: Way, question: (way: Way) => Promise<T> | T): Promise<Answer<T>> {
  try {
    return { ok: true, value: await question(way) }
  } catch (error) {
    return { ok: false, error: toProviderError(error, way.signal) }
  }
}

function refuse(detail: string): never {
  throw new RefusedRequest({ kind: 'missing', detail })
}
