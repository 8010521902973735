import type { ActionPreview } from '../../../src-shared/contract/actions.ts'
import { AREA_OF } from '../../../src-shared/model/action.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { isOwnAction } from '../../../src-shared/model/isOwnAction.ts'
import { PROVIDER_TITLES, type ProviderName } from '../../../src-shared/model/provider.ts'
import type { Wish } from '../../../src-shared/model/wish.ts'
import { movesMoney, needsApproval } from '../../domain/actions/actionCaps.ts'
import type { Described } from '../../domain/actions/described.ts'
import type { Order } from '../../domain/actions/order.ts'
import type { OutboxLine } from '../../outbox/outboxParts.ts'
import type { Acting, OrderPreview } from '../../providers/acting.ts'
import { readActionCaps } from '../../store/reads/actions.ts'
import type { ActionParts } from './actionParts.ts'
import { findPermission, learnPermits } from './actionPermits.ts'
import { type DescribedAction, describeAction, toDigest, toMoneyRows } from './describeAction.ts'

/** Of what was shown, so much is remembered: who decided on something older looks again. */
const MOST_SHOWN = 500
/** Staff look at it meanwhile. */
const LONGEST_ASK_MS = 6_000

/** What an action would do. Asks the provider what it costs, where the line is up; changes nothing. */
export async function previewAction(
  parts: ActionParts,
  { company, wish, anew }: { company: string; wish: Wish; anew: string | null },
): Promise<ActionPreview> {
  const { store, ports } = parts
  const at = ports.clock.now()
  const actings = await parts.openActings()
  const found = describeAction(store.read, { company, wish, id: 'preview', at, except: anew }, actings)
  const { described, provider } = found
  const unsendable = provider === null ? null : findUnsendable(actings.get(provider) ?? null, described.order, at)
  const reckoned =
    provider !== null && described.order !== null && !unsendable ? await askProvider(parts, provider, described.order, at) : null
  const permission = provider === null || isOwnAction(wish.kind) ? 'yes' : findPermission(store.read, provider, AREA_OF[wish.kind])
  const mirrored = described.saw
  const saw = reckoned?.preview ? [...mirrored, ...toMoneyRows(reckoned.preview)] : mirrored
  const digest = toDigest([found.company, wish, saw, described.order, at])
  const preview = toPreview(parts, { found, wish, saw, digest, reckoned, permission, unsendable })
  remember(parts, digest, {
    ...{ company: found.company, wish: JSON.stringify(wish), mirrored, saw, sawAt: at, preview },
    // What the provider reckoned is compared with what it reckons then.
    atMost: reckoned?.preview ? null : described.atMost,
  })
  return preview
}

const NOT_ASKED: Reckoned = { preview: null, refusal: null }

interface Reckoned {
  /** Null where it reckons nothing of such an order, or could not be asked. */
  preview: OrderPreview | null
  /** Why the provider says that there can be no such thing. */
  refusal: ActionPreview['refusal']
}

/** What the provider would not even be sent: it says so before anything is kept. */
function findUnsendable(acting: Acting | null, order: Order | null, at: Instant): ActionPreview['refusal'] {
  const frozen = acting && order ? acting.freeze(order, { action: 'preview', at }) : null
  return frozen && !frozen.ok ? { reason: frozen.reason, hint: 'Choose another way, or see what else is offered.' } : null
}

async function askProvider(parts: ActionParts, provider: ProviderName, order: Order, at: Instant): Promise<Reckoned> {
  const opened = await parts.openLine(provider, AbortSignal.timeout(LONGEST_ASK_MS))
  if (!opened.ok || !opened.line.acting) return NOT_ASKED
  const { line } = opened
  if (parts.canWrite) await learnPermits(parts, line)
  return reckon(line, order, at)
}

async function reckon({ acting, way }: OutboxLine, order: Order, at: Instant): Promise<Reckoned> {
  if (!acting?.preview) return NOT_ASKED
  const answer = await acting.preview(order, at, way)
  if (answer.ok) return { preview: answer.value, refusal: null }
  if (answer.error.kind !== 'missing') return NOT_ASKED
  return {
    preview: null,
    refusal: { reason: `It cannot be reckoned: ${answer.error.detail}`, hint: 'Look at what is named, and choose another.' },
  }
}

interface Shown {
  found: DescribedAction
  wish: Wish
  saw: ActionPreview['saw']
  digest: string
  reckoned: Reckoned | null
  permission: ActionPreview['permission']
  unsendable: ActionPreview['refusal']
}

function toPreview(parts: ActionParts, { found, wish, saw, digest, reckoned, permission, unsendable }: Shown): ActionPreview {
  const { described, provider, company, companyName } = found
  const { product, title, rows, gained, lost, check, takesEffect, effectAt, warnings, needsReason, needsAcknowledgement } = described
  return {
    ...{
      kind: wish.kind,
      provider,
      company,
      companyName,
      product,
      title,
      rows,
      gained,
      lost,
      takesEffect,
      effectAt,
      warnings,
      saw,
      digest,
      permission,
    },
    refusal: described.refusal ?? unsendable ?? toForbidden(wish, provider, permission) ?? reckoned?.refusal ?? null,
    check: check && { verdict: check.verdict, exceeds: check.exceeds, steps: check.steps, possibleAt: check.possibleAt },
    money: toMoney(wish, described, reckoned),
    needs: {
      // What only makes an address needs none.
      reason: needsReason || !wish.kind.startsWith('link.'),
      acknowledgement: needsAcknowledgement,
      approval: needsApproval(readActionCaps(parts.store.read), described.amount),
    },
  }
}

function toForbidden(wish: Wish, provider: ProviderName | null, permission: ActionPreview['permission']): ActionPreview['refusal'] {
  if (permission !== 'no' || provider === null || isOwnAction(wish.kind)) return null
  return {
    reason: `The key of ${PROVIDER_TITLES[provider]} may not change ${AREA_OF[wish.kind]}.`,
    hint: 'Give the key permission to write them at the provider, or connect with another key.',
  }
}

function toMoney(wish: Wish, described: Described, reckoned: Reckoned | null): ActionPreview['money'] {
  const preview = reckoned?.preview ?? null
  const isMoved = movesMoney(wish.kind)
  const dueNow = preview ? preview.dueNow : described.dueNow
  const isUnknown = preview === null && described.dueNow === null && described.amount !== null && described.order !== null
  const isOwn = described.dueNow !== null && (preview === null || preview.dueNow?.amount === described.dueNow.amount)
  return {
    isMoved,
    dueNow,
    dueNext: preview?.dueNext ?? null,
    nextAt: preview?.nextAt ?? null,
    lines: preview?.lines ?? [],
    source: isOwn ? 'own' : preview ? 'provider' : isUnknown && isMoved ? 'later' : 'none',
    atMost: preview ? null : described.atMost,
  }
}

function remember({ shown }: ActionParts, digest: string, preview: Parameters<ActionParts['shown']['set']>[1]): void {
  shown.set(digest, preview)
  for (const old of shown.keys()) {
    if (shown.size <= MOST_SHOWN) break
    shown.delete(old)
  }
}
