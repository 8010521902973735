import type { Acting } from '../../acting.ts'
import type { Answer, Way } from '../../provider.ts'
import type { StripeClient } from '../createStripeClient.ts'
import { readText } from '../readWire.ts'
import { toProviderError } from '../toProviderError.ts'
import { findObstacle } from './findObstacle.ts'
import { freezeOrder } from './freezeOrder.ts'
import type { Line } from './line.ts'
import { lookUpFrozen } from './lookUpFrozen.ts'
import { previewOrder } from './previewOrder.ts'
import { probeAreas } from './probeAreas.ts'
import { readFrozen } from './readFrozen.ts'
import { sendFrozen } from './sendFrozen.ts'
import { toPreviewError } from './toSent.ts'

/** Stripe keeps keys for a day. */
const KEY_KEPT_MS = 23 * 3_600_000
/** Stripe answers by what it has. What is still under way there after its answer was lost, is done or given up by then. */
const SEEN_AFTER_MS = 5 * 60_000

/** Stripe as it is asked to do something. */
export function createActing(open: (way: Way) => StripeClient): Acting {
  return {
    findObstacle,
    freeze: freezeOrder,
    sameKeyForMs: KEY_KEPT_MS,
    absentAfterMs: SEEN_AFTER_MS,
    send: async (request, key, way) => sendFrozen(toLine(way), readFrozen(request), key),
    lookUp: async (request, sentAt, way) => lookUpFrozen(toLine(way), readFrozen(request), sentAt),
    probe: (way) => answer(way, probeAreas),
    preview: (order, at, way) => answer(way, (line) => previewOrder(line, order, at), toPreviewError),
    findLink: (kind, ref, way) =>
      answer(way, async ({ client }) => {
        // A page of the portal is told of once.
        if (kind !== 'link.checkout') return null
        const { body } = await client.ask(`/v1/checkout/sessions/${encodeURIComponent(ref)}`)
        return readText(body, 'url')
      }),
  }

  function toLine(way: Way): Line {
    return { client: open(way), signal: way.signal }
  }

  async function answer<T>(way: Way, question: (line: Line) => Promise<T>, toError = toProviderError): Promise<Answer<T>> {
    try {
      return { ok: true, value: await question(toLine(way)) }
    } catch (error) {
      return { ok: false, error: toError(error, way.signal) }
    }
  }
}
